package io.synscope.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no capture is refused in one line that says what it is and what to do. */
final class NotACaptureTest {
  @TempDir Path folder;

  @Test
  void emptyFile() throws IOException {
    assertThat(faultOf(new byte[0]))
        .isEqualTo("is empty: the capture was stopped before it wrote anything; capture again");
  }

  @Test
  void textFile() throws IOException {
    assertThat(
            faultOf(
                "12:00:01.5 IP 10.0.0.1.41394 > 10.0.0.2.6379: Flags [S]\n".getBytes(ISO_8859_1)))
        .isEqualTo("is a text file, not a capture: write captures with `tcpdump -w FILE`");
  }

  @Test
  void threeBytesOfACrashedTcpdump() throws IOException {
    assertThat(faultOf(new byte[] {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2}))
        .isEqualTo("is only 3 bytes long, too short for any capture; capture again");
    assertThat(faultOf(new byte[] {1, 2, 3, 4, 5}))
        .contains("is not a capture: it begins with 01 02 03 04");
  }

  @Test
  void pcapHeaderCut() throws IOException {
    byte[] whole = Samples.pcap(writer -> {});
    for (int length = 4; length < whole.length; length++) {
      CaptureFormatException fault = exceptionOf(Arrays.copyOf(whole, length));
      assertThat(fault.fault())
          .isEqualTo(
              "is a pcap file cut inside its 24-byte header, after %d bytes: it holds no packet; capture again",
              length);
      assertThat(fault.byteOffset()).isEqualTo(length);
    }
  }

  @Test
  void pcapngHeaderCut() throws IOException {
    byte[] whole = Samples.pcapng(writer -> {});
    assertThat(faultOf(Arrays.copyOf(whole, 11))).contains("cut inside its section header");
  }

  @Test
  void pcapngWithoutByteOrder() throws IOException {
    byte[] file = Samples.pcapng(writer -> {});
    file[8] = 0;
    CaptureFormatException fault = exceptionOf(file);
    assertThat(fault.fault()).contains("no byte-order magic");
    assertThat(fault.byteOffset()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "\u00fd7zXZ, xz -d",
    "BZh91AY, bunzip2",
    "PK\u0003\u0004rest, unzip",
    "'snoop\u0000\u0000\u0000', editcap",
    "GMBU rest, editcap",
    "\u007fELF, is a program"
  })
  void otherFormatsAreNamedWithWhatToDo(String beginning, String advice) throws IOException {
    assertThat(faultOf(beginning.getBytes(ISO_8859_1))).contains(advice);
  }

  @Test
  void gzipOfText() throws IOException {
    assertThat(faultOf(Samples.gzip("hello, this is no capture at all".getBytes(ISO_8859_1))))
        .contains("is a text file")
        .contains("(unpacked from gzip)");
  }

  @Test
  void gzipCutBeforeAnythingComesOut() throws IOException {
    byte[] gzip = Samples.gzip(Samples.pcap(writer -> Samples.frames(writer, 3)));
    assertThat(faultOf(Arrays.copyOf(gzip, 6))).contains("gzip header is cut or damaged");
  }

  @Test
  void directory() {
    assertThatThrownBy(() -> CaptureFiles.open(List.of(folder), CaptureOptions.DEFAULT))
        .isInstanceOf(CaptureFormatException.class)
        .hasMessage(folder + ": is a directory, not a capture");
  }

  @Test
  void noSuchFile() {
    Path missing = folder.resolve("missing.pcap");
    assertThatThrownBy(() -> CaptureFiles.open(List.of(missing), CaptureOptions.DEFAULT))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void ofSeveralOnlyThoseThatAreNoCapturesAreLeftOut() throws IOException {
    Path good = write("good.pcap", Samples.pcap(writer -> Samples.frames(writer, 3)));
    Path empty = write("empty.pcap", new byte[0]);
    Captured.Reading reading = Captured.read(empty, good);
    assertThat(reading.packets()).extracting(Captured::file).containsOnly(1);
    assertThat(reading.quality().files().get(0).warnings()).hasSize(1);
    assertThat(reading.warning()).startsWith("left out: it is empty");
  }

  @Test
  void ofSeveralNoneIsACapture() throws IOException {
    Path empty = write("empty.pcap", new byte[0]);
    Path text = write("notes.txt", "some notes about nothing".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> Captured.read(text, empty))
        .isInstanceOf(CaptureFormatException.class)
        .hasMessageContaining("notes.txt: is a text file");
  }

  private String faultOf(byte[] bytes) throws IOException {
    return exceptionOf(bytes).fault();
  }

  private CaptureFormatException exceptionOf(byte[] bytes) throws IOException {
    Path file = write("file", bytes);
    CaptureFormatException fault =
        catchThrowableOfType(CaptureFormatException.class, () -> Captured.read(file));
    assertThat(fault.getMessage()).startsWith(file + ": ").doesNotContain("\n");
    return fault;
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}
