package io.synscope.capture;

import static io.synscope.capture.Samples.BIG;
import static io.synscope.capture.Samples.LITTLE;
import static io.synscope.capture.Samples.START;
import static io.synscope.capture.Samples.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.capture.PcapWriter;
import io.synscope.testkit.capture.PcapWriter.Variant;
import io.synscope.wire.LinkType;
import io.synscope.wire.PacketKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every variant of the classic format reads as what was written. */
final class PcapVariantsTest {
  private static final long LATEST_SECOND = 4_294_967_295L; // 2106: seconds are unsigned

  @Property(tries = 200)
  void whatWasWrittenIsRead(
      @ForAll boolean littleEndian,
      @ForAll Variant variant,
      @ForAll @LongRange(max = LATEST_SECOND) long second,
      @ForAll @IntRange(max = 999_999_999) int fraction,
      @ForAll @Size(max = 300) byte[] bytes,
      @ForAll @IntRange(max = 100_000) int cut) {
    long nanos = second * 1_000_000_000 + fraction;
    byte[] file =
        Samples.pcap(
            order(littleEndian), variant, writer -> writer.frame(nanos, bytes, bytes.length + cut));

    Captured.Reading reading = Captured.read(file);

    assertThat(reading.packets()).hasSize(1);
    Captured packet = reading.packets().get(0);
    assertThat(packet.nanos()).isEqualTo(nanos / variant.unitNanos() * variant.unitNanos());
    assertThat(packet.hex()).isEqualTo(HexFormat.of().formatHex(bytes));
    assertThat(packet.originalLength()).isEqualTo(bytes.length + cut);
    assertThat(reading.quality().cutPackets()).isEqualTo(cut > 0 ? 1 : 0);
    assertThat(reading.warnings()).isEmpty();
  }

  @Test
  void framesAreNumberedFromOne() {
    Captured.Reading reading = Captured.read(Samples.pcap(writer -> Samples.frames(writer, 100)));
    assertThat(reading.packets())
        .extracting(Captured::number)
        .startsWith(1L, 2L, 3L)
        .endsWith(100L);
    assertThat(reading.quality().packets()).isEqualTo(100);
    assertThat(reading.quality().firstNanos()).isEqualTo(START / 1000 * 1000);
    assertThat(reading.quality().lastNanos()).isEqualTo(START / 1000 * 1000 + 99 * STEP);
    assertThat(reading.quality().count(PacketKind.TCP)).isEqualTo(100);
  }

  @Test
  void frameCheckSequenceBitsAreNoPartOfTheLinkType() throws IOException {
    CapturedFile file = only(Captured.read(ofLink(0x5400_0001, 65_535)));
    assertThat(file.linkTypes()).containsExactly("ETHERNET (1)");
    assertThat(file.warnings()).isEmpty();
  }

  @Test
  void snapLengthsOfZeroAndOfAllOnesAreNoLimit() throws IOException {
    for (int snapLength : new int[] {0, -1}) {
      Captured.Reading reading = Captured.read(ofLink(1, snapLength));
      assertThat(reading.packets()).hasSize(3);
      assertThat(reading.warnings()).isEmpty();
    }
  }

  @Test
  void recordsAboveTheSnapLengthAreReadAndTold() throws IOException {
    Captured.Reading reading = Captured.read(ofLink(1, 40));
    assertThat(reading.packets()).hasSize(3);
    assertThat(reading.warning())
        .contains("3 records hold more bytes than the announced snap length");
  }

  @Test
  void unknownLinkTypesAreCountedAndNamed() throws IOException {
    Captured.Reading reading = Captured.read(ofLink(189, 65_535));
    assertThat(reading.quality().count(PacketKind.UNSUPPORTED_LINK)).isEqualTo(3);
    assertThat(reading.quality().unsupportedLinks()).containsEntry("USB_LINUX (189)", 3L);
  }

  @Test
  void rawLinkTypesOfOldSystemsAreRaw() {
    assertThat(List.of(LinkType.of(12), LinkType.of(14), LinkType.of(101)))
        .containsOnly(LinkType.RAW);
    assertThat(LinkType.of(9999)).isEqualTo(LinkType.UNSUPPORTED);
    assertThat(LinkType.of(-1)).isEqualTo(LinkType.UNSUPPORTED);
  }

  @Test
  void capturedAboveOriginalLengthIsTolerated() {
    byte[] frame = Samples.frame(1);
    byte[] file =
        Samples.pcap(
            writer -> {
              writer.header(1, 0, frame.length, 10);
              writer.raw(frame);
            });
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets()).hasSize(1);
    assertThat(reading.packets().get(0).originalLength()).isEqualTo(frame.length);
    assertThat(reading.quality().cutPackets()).isZero();
  }

  @Test
  void moreThanASecondOfMicrosecondsIsAddedAndTold() {
    byte[] file = Samples.pcap(writer -> writer.header(1_700_000_002, 1_500_000, 0, 0));
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets().get(0).nanos()).isEqualTo(1_700_000_003_500_000_000L);
    assertThat(reading.warning()).contains("stamped with more than a second behind the second");
  }

  @Test
  void timeThatGoesBackIsCounted() {
    byte[] file =
        Samples.pcap(
            writer -> {
              writer.frame(START, Samples.frame(1));
              writer.frame(START - 5 * STEP, Samples.frame(2));
              writer.frame(START + STEP, Samples.frame(3));
            });
    CaptureQuality quality = Captured.read(file).quality();
    assertThat(quality.outOfOrder()).isEqualTo(1);
  }

  @Test
  void emptyRecordsAreFrames() {
    byte[] file =
        Samples.pcap(
            writer -> {
              writer.header(1, 0, 0, 0);
              Samples.frames(writer, 1);
            });
    assertThat(Captured.read(file).packets()).extracting(Captured::number).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @CsvSource({"MICROSECONDS, 4", "MICROSECONDS, 8", "KUZNETZOV, 4"})
  void longerRecordHeadersOfPatchedToolsAreRecognised(Variant variant, int extraBytes) {
    byte[] file =
        Samples.pcap(
            LITTLE,
            variant,
            writer -> {
              for (int i = 0; i < 10; i++) {
                byte[] frame = Samples.frame(i);
                writer.header(1_700_000_000 + i, i, frame.length, frame.length);
                writer.raw(new byte[extraBytes]);
                writer.raw(frame);
              }
            });
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets()).hasSize(10);
    assertThat(reading.packets().get(9).summary()).startsWith("TCP 41394>6379 seq 9");
    assertThat(reading.warnings()).isEmpty();
  }

  @Test
  void ixiaWritesTheFilesSizeBehindTheHeader() {
    byte[] usual = Samples.pcap(writer -> Samples.frames(writer, 3));
    byte[] header = Arrays.copyOf(usual, 24);
    ByteBuffer.wrap(header).order(LITTLE).putInt(0, 0x1c0001ac);
    byte[] file = Samples.join(header, new byte[4], Arrays.copyOfRange(usual, 24, usual.length));
    assertThat(Captured.read(file).packets()).isEqualTo(Captured.read(usual).packets());
  }

  @Test
  void aixWritesInterfaceTypesAndNanoseconds() {
    byte[] file = Samples.pcap(BIG, Variant.NANOSECONDS, writer -> Samples.frames(writer, 3));
    ByteBuffer.wrap(file).putInt(0, 0xa1b2c3d4).putShort(6, (short) 2).putInt(20, 6);
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets().get(0).nanos()).isEqualTo(START);
    assertThat(reading.quality().count(PacketKind.TCP)).isEqualTo(3);
  }

  @Test
  void lengthsOfOldVersionsStandTheOtherWayRound() {
    byte[] frame = Samples.frame(1);
    byte[] file =
        Samples.pcap(
            writer -> {
              writer.header(1, 0, 1500, frame.length);
              writer.raw(frame);
            });
    file[6] = 3;
    Captured packet = Captured.read(file).packets().get(0);
    assertThat(packet.originalLength()).isEqualTo(1500);
    assertThat(packet.hex()).isEqualTo(HexFormat.of().formatHex(frame));
  }

  @Test
  void aHeaderAloneIsAnEmptyCapture() {
    Captured.Reading reading = Captured.read(Samples.pcap(writer -> {}));
    assertThat(reading.packets()).isEmpty();
    assertThat(reading.warnings()).isEmpty();
    assertThat(reading.quality().firstNanos()).isZero();
  }

  @Test
  void recordsLargerThanTheWindowMakeItGrow() {
    byte[] large = Samples.frame(1, 6379, 60_000);
    byte[] file =
        Samples.pcap(
            writer -> {
              Samples.frames(writer, 5);
              writer.frame(START, large);
              Samples.frames(writer, 5);
            });
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets()).hasSize(11);
    assertThat(reading.packets().get(5).hex()).isEqualTo(HexFormat.of().formatHex(large));
  }

  private static byte[] ofLink(int link, int snapLength) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcapWriter writer = new PcapWriter(out, BIG, Variant.MICROSECONDS, link, snapLength)) {
      Samples.frames(writer, 3);
    }
    return out.toByteArray();
  }

  private static CapturedFile only(Captured.Reading reading) {
    assertThat(reading.quality().files()).hasSize(1);
    return reading.quality().files().get(0);
  }

  private static ByteOrder order(boolean littleEndian) {
    return littleEndian ? LITTLE : BIG;
  }
}
