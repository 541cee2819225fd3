package io.synscope.capture;

import static io.synscope.capture.Samples.BIG;
import static io.synscope.capture.Samples.ETHERNET;
import static io.synscope.capture.Samples.LITTLE;
import static io.synscope.capture.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.capture.PcapngWriter;
import io.synscope.testkit.packet.Link;
import io.synscope.wire.PacketKind;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Every kind of block that holds or changes packets, in both byte orders. */
final class PcapngVariantsTest {
  private static final int RAW = 101;
  private static final int NAME_RESOLUTION = 4;
  private static final int CUSTOM = 0xbad;
  private static final int INBOUND = 1;
  private static final int OUTBOUND = 2;

  @Property(tries = 300)
  void whatWasWrittenIsRead(
      @ForAll boolean littleEndian,
      @ForAll @IntRange(max = 12) int decimalExponent,
      @ForAll @IntRange(max = 32) int binaryExponent,
      @ForAll boolean binary,
      @ForAll @LongRange(max = 4_000_000_000_000_000_000L) long nanos,
      @ForAll @IntRange(max = 1000) int offset,
      @ForAll @Size(max = 300) byte[] bytes) {
    int resolution = binary ? PcapngWriter.POWER_OF_TWO | binaryExponent : decimalExponent;
    long time = binary || decimalExponent < 10 ? nanos : nanos / 1_000_000_000; // of 64 bits
    byte[] file =
        Samples.pcapng(
            littleEndian ? LITTLE : BIG,
            writer -> {
              writer.device(ETHERNET, 0, resolution, time > 1e13 ? offset : 0);
              writer.frame(time, bytes, bytes.length + 7);
            });

    Captured.Reading reading = Captured.read(file);

    assertThat(reading.warnings()).isEmpty();
    Captured packet = reading.packets().get(0);
    double tick = binary ? Math.pow(2, -binaryExponent) : Math.pow(10, -decimalExponent);
    assertThat(time - packet.nanos()).isBetween(0L, (long) (tick * 1e9) + 1);
    assertThat(packet.hex()).isEqualTo(HexFormat.of().formatHex(bytes));
    assertThat(packet.originalLength()).isEqualTo(bytes.length + 7);
  }

  @Test
  void interfacesOfDifferentLinkTypesAreReadEachItsOwnWay() {
    byte[] file =
        Samples.pcapng(
            writer -> {
              writer.device(ETHERNET, 100);
              writer.device(RAW, 200, PcapngWriter.NANOSECONDS, 0);
              writer.frame(0, START, Samples.frame(1), 54, new byte[0]);
              writer.frame(1, START, Samples.packet(2, 6379, 3), 43, new byte[0]);
            });
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets())
        .extracting(Captured::summary)
        .containsExactly(
            "TCP 41394>6379 seq 1 len 1 UNKNOWN if 0", "TCP 41394>6379 seq 2 len 3 UNKNOWN if 1");
    assertThat(reading.packets().get(0).nanos()).isEqualTo(START / 1000 * 1000);
    assertThat(reading.packets().get(1).nanos()).isEqualTo(START);
    CapturedFile described = reading.quality().files().get(0);
    assertThat(described.linkTypes()).containsExactly("ETHERNET (1)", "RAW (101)");
    assertThat(described.snapLengths()).containsExactly(100, 200);
  }

  @Test
  void aSectionOfTheOtherByteOrderIsReadOn() {
    byte[] file =
        Samples.pcapng(
            LITTLE,
            writer -> {
              writer.device(ETHERNET, 0);
              Samples.frames(writer, 2);
              writer.section(BIG);
              writer.device(Link.SLL.number(), 0);
              writer.frame(START, Link.SLL.frame(Samples.packet(9, 6379, 0), false, 0));
            });
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets()).extracting(Captured::number).containsExactly(1L, 2L, 3L);
    assertThat(reading.packets().get(2).summary()).startsWith("TCP 41394>6379 seq 9");
    assertThat(reading.warnings()).isEmpty();
  }

  @Test
  void theFlagsOptionSaysWhichWayAFrameWent() {
    byte[] file =
        Samples.pcapng(
            BIG,
            writer -> {
              writer.device(ETHERNET, 0);
              byte[] comment =
                  writer.option(1, "why".getBytes(java.nio.charset.StandardCharsets.UTF_8));
              writer.frame(0, START, Samples.frame(1), 54, writer.flags(INBOUND));
              writer.frame(
                  0, START, Samples.frame(2), 54, Samples.join(comment, writer.flags(OUTBOUND)));
            });
    assertThat(Captured.read(file).packets())
        .extracting(Captured::summary)
        .containsExactly(
            "TCP 41394>6379 seq 1 len 1 INBOUND if 0", "TCP 41394>6379 seq 2 len 2 OUTBOUND if 0");
  }

  @Test
  void simplePacketBlocksBearTheTimeBefore() {
    byte[] file =
        Samples.pcapng(
            writer -> {
              writer.device(ETHERNET, 0);
              writer.frame(START, Samples.frame(1));
              writer.simpleFrame(Samples.frame(2), 60);
            });
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets().get(1).nanos()).isEqualTo(reading.packets().get(0).nanos());
    assertThat(reading.quality().withoutTime()).isEqualTo(1);
    assertThat(reading.packets().get(1).summary()).startsWith("TCP 41394>6379 seq 2");
  }

  @Test
  void simplePacketBlocksAreCutAtTheSnapLength() {
    byte[] file =
        Samples.pcapng(
            writer -> {
              writer.device(ETHERNET, 54);
              writer.simpleFrame(java.util.Arrays.copyOf(Samples.frame(5), 54), 59);
            });
    Captured packet = Captured.read(file).packets().get(0);
    assertThat(packet.hex()).hasSize(2 * 54);
    assertThat(packet.originalLength()).isEqualTo(59);
  }

  @Test
  void oldPacketBlocksAndTheirDropsAreRead() {
    byte[] file =
        Samples.pcapng(
            writer -> {
              writer.device(ETHERNET, 0);
              writer.oldFrame(0, 3, START, Samples.frame(1), 100);
              writer.oldFrame(0, 0xffff, START, Samples.frame(2), 100);
            });
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets()).hasSize(2);
    assertThat(reading.packets().get(0).originalLength()).isEqualTo(100);
    assertThat(reading.quality().dropped()).isEqualTo(3);
  }

  @Test
  void theNewestStatisticsBlockOfEachInterfaceCounts() {
    byte[] file =
        Samples.pcapng(
            writer -> {
              writer.device(ETHERNET, 0);
              writer.device(ETHERNET, 0);
              writer.statistics(0, 1, 1);
              Samples.frames(writer, 1);
              writer.statistics(0, 5, 2);
              writer.statistics(1, 10, 0);
              writer.section(BIG);
              writer.device(ETHERNET, 0);
              writer.statistics(0, 100, 0);
            });
    assertThat(Captured.read(file).quality().dropped()).isEqualTo(117);
  }

  @Test
  void withoutStatisticsDropsAreUnknown() {
    byte[] file = Samples.pcapng(writer -> writer.device(ETHERNET, 0));
    assertThat(Captured.read(file).quality().dropped()).isEqualTo(CaptureQuality.UNKNOWN);
  }

  @Test
  void unknownBlocksAreSkippedHoweverLargeTheyAre() {
    byte[] file =
        Samples.pcapng(
            writer -> {
              writer.block(NAME_RESOLUTION, new byte[40]);
              writer.device(ETHERNET, 0);
              writer.block(0x7777, new byte[1_000_000]);
              Samples.frames(writer, 3);
            });
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets()).extracting(Captured::number).containsExactly(1L, 2L, 3L);
    assertThat(reading.warnings()).isEmpty();
  }

  @Test
  void customBlocksHaveANumberOfTheirOwnAsInWireshark() {
    byte[] file =
        Samples.pcapng(
            writer -> {
              writer.device(ETHERNET, 0);
              writer.block(CUSTOM, new byte[] {0, 0, 0, 1, 0, 0, 0, 0});
              Samples.frames(writer, 1);
            });
    assertThat(Captured.read(file).packets()).extracting(Captured::number).containsExactly(2L);
  }

  @Test
  void optionsWithoutAnEndAreReadAsFarAsTheyGo() {
    byte[] file =
        Samples.pcapng(
            writer -> {
              writer.device(ETHERNET, 0);
              byte[] flagsWithoutEnd = writer.flags(OUTBOUND);
              byte[] lengthBeyondTheBlock = {1, 0, (byte) 0xff, (byte) 0xff};
              writer.frame(
                  0,
                  START,
                  Samples.frame(1),
                  54,
                  Samples.join(flagsWithoutEnd, lengthBeyondTheBlock));
              Samples.frames(writer, 1);
            });
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets()).hasSize(2);
    assertThat(reading.packets().get(0).summary()).contains("OUTBOUND");
  }

  @Test
  void packetsOfAnInterfaceThatWasNeverDescribedAreReadAndTold() {
    byte[] withoutInterfaces = Samples.pcapng(writer -> Samples.frames(writer, 2));
    Captured.Reading reading = Captured.read(withoutInterfaces);
    assertThat(reading.packets()).hasSize(2);
    assertThat(reading.quality().count(PacketKind.TCP)).isEqualTo(2);
    assertThat(reading.warning())
        .contains("2 packets name an interface that the file does not describe");
  }

  @Test
  void timesBeyondAllClocksAreHeldWithinBounds() {
    byte[] file =
        Samples.pcapng(
            writer -> {
              writer.device(ETHERNET, 0, 0, Long.MIN_VALUE);
              writer.frame(0, START, Samples.frame(1), 54, new byte[0]);
              writer.device(ETHERNET, 0, 0x7f, Long.MAX_VALUE);
            });
    assertThat(Captured.read(file).packets().get(0).nanos())
        .isBetween(0L, TimestampResolution.LATEST_NANOS);
  }
}
