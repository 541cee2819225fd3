package io.synscope.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is handed to {@code analyze}: one line that says what, where and what to do, or a report
 * of what is there.
 */
final class BadInputTest {
  @TempDir private Path folder;

  @Test
  void noSuchFile() {
    Path missing = folder.resolve("missing.pcap");
    assertCouldNotTell(
        Run.of("analyze", missing.toString()), missing + ": no such file; check the path");
  }

  @Test
  void directoryWithoutCaptures() throws IOException {
    write("notes.txt", "nothing here".getBytes(US_ASCII));
    assertCouldNotTell(
        Run.of("analyze", folder.toString()), folder + ": a directory without captures");
  }

  @Test
  void directoryWithCaptures_isReadAsOne() throws IOException {
    write("ring.pcap", CaptureBytes.pcap(CaptureBytes.ETHERNET, CaptureBytes.SYN));
    write("ring.pcap1", CaptureBytes.pcap(CaptureBytes.ETHERNET, CaptureBytes.RST));
    Run run = Run.of("analyze", "--json", folder.toString());
    assertThat(run.words()).contains("\"packets\": 2").contains("ring.pcap1");
    assertThat(run.talk()).isEmpty();
  }

  @Test
  void emptyFile() throws IOException {
    assertCouldNotTell(analyze("empty.pcap", new byte[0]), "empty.pcap: is empty");
  }

  @Test
  void textFile() throws IOException {
    assertCouldNotTell(
        analyze("notes.pcap", "tcpdump: listening on eth0, link-type EN10MB\n".getBytes(US_ASCII)),
        "is a text file, not a capture");
  }

  @Test
  void truncatedFileHeader() throws IOException {
    assertCouldNotTell(
        analyze("short.pcap", Arrays.copyOf(CaptureBytes.refusal(), 13)),
        "cut inside its 24-byte header, after 13 bytes");
  }

  @Test
  void recordCutInTheMiddle_restIsAnalysedAndTheLossTold() throws IOException {
    byte[] whole = CaptureBytes.refusal();
    Run run = analyze("cut.pcap", Arrays.copyOf(whole, whole.length - 20));
    assertThat(run.talk()).isEmpty();
    assertThat(run.words())
        .contains("Before you trust this")
        .contains("1 packet,")
        .contains("cut.pcap: ended early, at byte 98")
        .contains("50 of 70 bytes are there");
    assertThat(run.exit()).isNotEqualTo(64);
  }

  @Test
  void recordAboveItsSnapLength_isReadAndTold() throws IOException {
    Run run = analyze("snap.pcap", CaptureBytes.with(CaptureBytes.refusal(), 16, 40));
    assertThat(run.talk()).isEmpty();
    assertThat(run.words())
        .contains("10.1.0.2:6379")
        .contains("2 records hold more bytes than the announced snap length");
  }

  @Test
  void recordOfAbsurdLength_isToldWithItsOffset() throws IOException {
    Run run =
        analyze(
            "huge.pcap",
            CaptureBytes.with(CaptureBytes.refusal(), CaptureBytes.FILE_HEADER + 8, 0x7fff_fff0));
    assertThat(run.talk()).isEmpty();
    assertThat(run.words())
        .contains("Before you trust this")
        .contains("huge.pcap")
        .contains("byte 24");
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void unknownLinkType_isNamed() throws IOException {
    Run run = analyze("usb.pcap", CaptureBytes.pcap(189, CaptureBytes.SYN));
    assertThat(run.words()).containsIgnoringCase("link type").contains("189");
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void captureWithoutTcp() throws IOException {
    Run run = analyze("dns.pcap", CaptureBytes.pcap(CaptureBytes.ETHERNET, CaptureBytes.UDP));
    assertThat(run.words()).contains("COULD NOT TELL").contains("no TCP");
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void unreadableFile() throws IOException {
    assumeFalse("root".equals(System.getProperty("user.name")), "root reads everything");
    Path secret = write("secret.pcap", CaptureBytes.refusal());
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assertCouldNotTell(Run.of("analyze", secret.toString()), "permission denied; let its owner");
  }

  @Test
  void permissionDenied_saysWhatToDo() {
    assertThat(OneLine.words(new AccessDeniedException("secret.pcap")))
        .isEqualTo(
            "secret.pcap: permission denied; let its owner read it to us: sudo cat secret.pcap | synscope analyze -");
  }

  @Test
  void fileWhereADirectoryIsExpected() throws IOException {
    Path file = write("a.pcap", CaptureBytes.refusal());
    assertCouldNotTell(Run.of("analyze", file + "/b.pcap"), "Not a directory");
  }

  @Test
  void nameThatNoFileCanHave() {
    assertCouldNotTell(Run.of("analyze", "a\0b.pcap"), "cannot be the name of a file");
  }

  @Test
  void oneGoodFileAndOneMissing_nothingIsAnalysedByHalves() throws IOException {
    Path good = write("good.pcap", CaptureBytes.refusal());
    assertCouldNotTell(Run.of("analyze", good.toString(), good + ".gone"), "no such file");
  }

  @Test
  void standardInputStandsAlone() throws IOException {
    Path good = write("good.pcap", CaptureBytes.refusal());
    Run run = Run.of("analyze", "-", good.toString());
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.talk()).hasLineCount(1).contains("stands alone");
  }

  @Test
  void standardInputIsRead() {
    Run run = Run.with(Run.UTF8, CaptureBytes.refusal(), "analyze", "-");
    assertThat(run.words())
        .contains("10.1.0.2:6379")
        .contains("refused")
        .contains("standard input: 2 packets");
  }

  @Test
  void whatTcpdumpsUsersTypeIsUnderstood() throws IOException {
    Path file = write("a.pcap", CaptureBytes.refusal());
    assertThat(Run.of("analyze", "-nnr", file.toString()))
        .isEqualTo(Run.of("analyze", file.toString()));
  }

  @Test
  void emptyStandardInput() {
    assertCouldNotTell(Run.with(Run.UTF8, new byte[0], "analyze", "-"), "-: is empty");
  }

  private static void assertCouldNotTell(Run run, String line) {
    assertThat(run.talk())
        .hasLineCount(1)
        .startsWith("synscope: ")
        .contains(line)
        .doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(3);
  }

  private Run analyze(String name, byte[] content) throws IOException {
    return Run.of("analyze", write(name, content).toString());
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
