package io.synscope.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.capture.PcapngWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage ends a file: all before it is kept, where it is and what it is is told. One test for each
 * kind.
 */
final class DamagedFilesTest {
  private static final int GOOD = 4;

  @TempDir Path folder;

  @Test
  void fileCutInsideARecord() throws IOException {
    byte[] whole = Samples.pcap(writer -> Samples.frames(writer, GOOD + 1));
    byte[] cut = Arrays.copyOf(whole, whole.length - 10);
    Path file = Files.write(folder.resolve("cut.pcap"), cut);
    Captured.Reading reading = Captured.read(file);
    int lastRecord = 16 + Samples.frame(GOOD).length;
    assertThat(reading.packets()).hasSize(GOOD);
    assertThat(reading.warning())
        .isEqualTo(
            "ended early, at byte %d of %d: the file ends inside a record: %d of %d bytes are there",
            whole.length - lastRecord, cut.length, lastRecord - 10, lastRecord);
    assertThat(reading.quality().files().get(0).bytesNotRead()).isEqualTo(lastRecord - 10);
  }

  @Test
  void fileCutInsideARecordHeader() {
    byte[] whole = Samples.pcap(writer -> Samples.frames(writer, GOOD));
    Captured.Reading reading = Captured.read(Samples.join(whole, new byte[15]));
    assertThat(reading.packets()).hasSize(GOOD);
    assertThat(reading.warning()).contains("15 of 16 bytes are there");
  }

  @Test
  void recordsThatClaimGigabytes() {
    for (int claimed : new int[] {0x7fff_ffff, -1, 262_145}) {
      byte[] file =
          Samples.pcap(
              writer -> {
                Samples.frames(writer, GOOD);
                writer.header(1, 0, claimed, claimed);
                Samples.frames(writer, 2);
              });
      Captured.Reading reading = Captured.read(file);
      assertThat(reading.packets()).hasSize(GOOD);
      assertThat(reading.warning())
          .contains("a record claims " + Integer.toUnsignedString(claimed) + " captured bytes");
    }
  }

  @Test
  void theLargestRecordIsStillRead() {
    byte[] largest = new byte[262_144];
    byte[] file = Samples.pcap(writer -> writer.frame(0, largest));
    assertThat(Captured.read(file).packets()).hasSize(1);
  }

  @Test
  void originalLengthOfFourGigabytes() {
    byte[] file = Samples.pcap(writer -> writer.frame(0, Samples.frame(1), 0x7fff_ffff));
    Captured packet = Captured.read(file).packets().get(0);
    assertThat(packet.originalLength()).isEqualTo(0x7fff_ffff);
    assertThat(packet.summary()).startsWith("TCP 41394>6379 seq 1 len 1");
  }

  @Test
  void garbageBehindTheLastRecord() {
    byte[] whole = Samples.pcap(writer -> Samples.frames(writer, GOOD));
    byte[] garbage = new byte[100];
    Arrays.fill(garbage, (byte) 0xee);
    Captured.Reading reading = Captured.read(Samples.join(whole, garbage));
    assertThat(reading.packets()).hasSize(GOOD);
    assertThat(reading.warning()).startsWith("ended early, at byte " + whole.length);
  }

  @Test
  void zerosBehindTheLastRecordAreEmptyFramesAsInWireshark() {
    byte[] whole = Samples.pcap(writer -> Samples.frames(writer, GOOD));
    assertThat(Captured.read(Samples.join(whole, new byte[32])).packets()).hasSize(GOOD + 2);
  }

  @Test
  void blockShorterThanItsOwnHeader() {
    assertThat(afterGoodBlocks(block(6, 8, new byte[0])).warning())
        .contains("claims to be 8 bytes long");
  }

  @Test
  void blockWhoseLengthIsNoMultipleOfFour() {
    assertThat(afterGoodBlocks(block(6, 33, new byte[21])).warning())
        .contains("claims to be 33 bytes long");
  }

  @Test
  void blockOfFourGigabytes() {
    assertThat(afterGoodBlocks(block(6, -4, new byte[40])).warning())
        .contains("claims to be 4294967292 bytes long");
    assertThat(afterGoodBlocks(block(6, 0x7fff_fffc, new byte[40])).warning())
        .contains("claims to be 2147483644 bytes long");
  }

  @Test
  void unknownBlockThatReachesBeyondTheFile() {
    assertThat(afterGoodBlocks(block(0x99, 0x7fff_fffc, new byte[40])).warning())
        .contains("bytes before the end of a block");
  }

  @Test
  void blockWhoseTwoLengthsDiffer() {
    byte[] block = block(6, 32, new byte[24]);
    block[block.length - 4] = 28;
    assertThat(afterGoodBlocks(block).warning()).contains("the two lengths of a block differ");
  }

  @Test
  void packetBlockThatClaimsMoreThanItHolds() {
    byte[] body = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putInt(12, 100).array();
    assertThat(afterGoodBlocks(block(6, 32, body)).warning()).contains("claims 100 captured bytes");
    body[15] = (byte) 0xff;
    assertThat(afterGoodBlocks(block(6, 32, body)).warning()).contains("captured bytes");
  }

  @Test
  void packetBlocksTooShortForTheirFields() {
    for (int type : new int[] {1, 2, 3, 5, 6}) {
      assertThat(afterGoodBlocks(block(type, 12, new byte[0])).warning()).contains("too short");
    }
  }

  @Test
  void sectionHeaderWithoutByteOrder() {
    assertThat(afterGoodBlocks(block(0x0a0d0d0a, 28, new byte[16])).warning())
        .contains("a section header has no byte-order magic");
  }

  @Test
  void blockCutByTheEndOfTheFile() {
    byte[] whole =
        Samples.pcapng(
            writer -> {
              writer.device(1, 0);
              Samples.frames(writer, 2);
            });
    Captured.Reading reading = Captured.read(Arrays.copyOf(whole, whole.length - 1));
    assertThat(reading.packets()).hasSize(1);
    assertThat(reading.warning()).contains("the file ends inside a record");
  }

  @Test
  void moreInterfacesThanAnybodyHas() throws IOException {
    byte[] file =
        Samples.pcapng(
            writer -> {
              for (int i = 0; i <= 65_536; i++) {
                writer.device(1, i);
              }
            });
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.warning()).contains("one too many");
  }

  private static Captured.Reading afterGoodBlocks(byte[] damaged) {
    byte[] file =
        Samples.pcapng(
            writer -> {
              writer.device(1, 0, PcapngWriter.MICROSECONDS, 0);
              Samples.frames(writer, GOOD);
              writer.raw(damaged);
              Samples.frames(writer, 1);
            });
    Captured.Reading reading = Captured.read(file);
    assertThat(reading.packets()).hasSize(GOOD);
    assertThat(reading.warnings()).hasSize(1);
    return reading;
  }

  /** A block that claims this length, whatever its body is. */
  private static byte[] block(int type, int claimed, byte[] body) {
    ByteBuffer block = ByteBuffer.allocate(body.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    return block.putInt(type).putInt(claimed).put(body).putInt(claimed).array();
  }
}
