package io.synscope.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A fragmented segment is one segment, or none; memory is bounded; nothing is guessed. */
final class FragmentsTest {
  private static final int IP = 20;
  private static final int SEGMENT = 20 + 1000; // a TCP header and its payload
  private static final long SECOND = 1_000_000_000L;

  private final PacketDecoder decoder = new PacketDecoder();
  private final Packet packet = new Packet();
  private long now;

  @Property(tries = 200)
  void anyOrderOfAnyPiecesIsOneSegment(
      @ForAll @IntRange(min = 8, max = 600) int size, @ForAll long seed) {
    List<int[]> pieces = new ArrayList<>();
    int step = size & ~7;
    for (int from = 0; from < SEGMENT; from += step) {
      pieces.add(new int[] {from, Math.min(SEGMENT, from + step)});
    }
    Collections.shuffle(pieces, new Random(seed));
    PacketDecoder fresh = new PacketDecoder();
    int segments = 0;
    for (int[] piece : pieces) {
      decode(fresh, fragment(7, piece[0], piece[1], piece[1] < SEGMENT), IP + piece[1] - piece[0]);
      segments += packet.kind() == PacketKind.TCP ? 1 : 0;
    }
    assertThat(segments).isEqualTo(1);
    assertThat(packet.kind()).isEqualTo(PacketKind.TCP);
    assertThat(packet.payloadLength()).isEqualTo(1000);
    assertThat(packet.payloadCaptured()).isEqualTo(1000);
    assertThat(packet.sequenceNumber()).isEqualTo(4711);
    assertThat(fresh.incompleteDatagrams()).isZero();
  }

  @Test
  void fragmentsCutByTheSnapLengthStillMakeAWholeSegmentWithLessOfItsPayload() {
    take(fragment(7, 0, 512, true), 100);
    assertThat(packet.kind()).isEqualTo(PacketKind.FRAGMENT);
    take(fragment(7, 512, SEGMENT, false), 100);
    assertThat(packet.kind()).isEqualTo(PacketKind.TCP);
    assertThat(packet.payloadLength()).isEqualTo(1000);
    assertThat(packet.payloadCaptured()).isEqualTo(100 - IP - 20);
  }

  @Test
  void overlapsDropTheWhole() {
    take(fragment(7, 0, 512, true));
    take(fragment(7, 504, SEGMENT, false));
    assertThat(packet.kind()).isEqualTo(PacketKind.FRAGMENT);
    take(fragment(7, 512, SEGMENT, false));
    assertThat(packet.kind()).isEqualTo(PacketKind.FRAGMENT);
    assertThat(decoder.incompleteDatagrams()).isPositive();
  }

  @Test
  void aSecondEndDropsTheWhole() {
    take(fragment(7, 512, SEGMENT, false));
    take(fragment(7, 1024, 1100, false));
    take(fragment(7, 0, 512, true));
    assertThat(packet.kind()).isEqualTo(PacketKind.FRAGMENT);
  }

  @Test
  void fragmentsBeyondTheLongestPacketAreMalformed() {
    take(fragment(7, 65_528, 65_600, false));
    assertThat(packet.kind()).isEqualTo(PacketKind.MALFORMED);
  }

  @Test
  void fragmentsThatComeTooLateAreNotJoined() {
    take(fragment(7, 0, 512, true));
    now += 31 * SECOND;
    take(fragment(7, 512, SEGMENT, false));
    assertThat(packet.kind()).isEqualTo(PacketKind.FRAGMENT);
    assertThat(decoder.incompleteDatagrams()).isEqualTo(2);
  }

  @Test
  void aFloodOfBeginningsIsForgottenOldestFirst() {
    for (int id = 0; id < 1000; id++) {
      now++;
      take(fragment(id, 512, SEGMENT, false));
    }
    take(fragment(999, 0, 512, true));
    assertThat(packet.kind()).isEqualTo(PacketKind.TCP);
    take(fragment(0, 0, 512, true));
    assertThat(packet.kind()).isEqualTo(PacketKind.FRAGMENT);
    assertThat(decoder.incompleteDatagrams()).isEqualTo(1000);
  }

  @Test
  void whereACaptureHoldsFirstFragmentsOnlyTheyAreTakenAsTheyAre() {
    for (int id = 0; id < 4; id++) {
      take(fragment(id, 0, 512, true));
      assertThat(packet.kind()).isEqualTo(PacketKind.FRAGMENT);
    }
    take(fragment(5, 0, 512, true));
    assertThat(packet.kind()).isEqualTo(PacketKind.TCP);
    assertThat(packet.fragmented()).isTrue();
    assertThat(packet.payloadLength()).isEqualTo(512 - 20);
  }

  @Test
  void chainsOfExtensionHeadersAreBounded() {
    ByteBuffer ip = ByteBuffer.allocate(40 + 8 * 1000);
    ip.putInt(0x6000_0000).putShort((short) (8 * 1000)).put((byte) 60).put((byte) 64);
    for (int at = 40; at < ip.capacity(); at += 8) {
      ip.put(at, (byte) 60);
    }
    decoder.decode(ip, 0, ip.capacity(), ip.capacity(), LinkType.RAW, packet);
    assertThat(packet.kind()).isEqualTo(PacketKind.MALFORMED);
  }

  @Test
  void tunnelsInTunnelsAreBounded() {
    ByteBuffer ip = ByteBuffer.allocate(20 * 100);
    for (int at = 0; at < ip.capacity(); at += 20) {
      ip.put(at, (byte) 0x45).putShort(at + 2, (short) (ip.capacity() - at)).put(at + 9, (byte) 4);
    }
    decoder.decode(ip, 0, ip.capacity(), ip.capacity(), LinkType.RAW, packet);
    assertThat(packet.kind()).isEqualTo(PacketKind.MALFORMED);
  }

  private void take(byte[] fragment) {
    take(fragment, fragment.length);
  }

  private void take(byte[] fragment, int captured) {
    decode(decoder, fragment, captured);
  }

  private void decode(PacketDecoder with, byte[] fragment, int captured) {
    packet.captured(1, now, 0, FrameDirection.UNKNOWN);
    with.decode(ByteBuffer.wrap(fragment), 0, captured, fragment.length, LinkType.RAW, packet);
  }

  /** The bytes from..to of one TCP segment's 1020, in an IPv4 packet of their own. */
  private static byte[] fragment(int id, int from, int to, boolean more) {
    ByteBuffer segment = ByteBuffer.allocate(Math.max(SEGMENT, to));
    segment
        .putShort((short) 41394)
        .putShort((short) 6379)
        .putInt(4711)
        .putInt(1)
        .putInt(0x5010_01f6);
    ByteBuffer ip = ByteBuffer.allocate(IP + to - from);
    ip.putShort((short) 0x4500).putShort((short) ip.capacity()).putShort((short) id);
    ip.putShort((short) (from / 8 | (more ? 0x2000 : 0)))
        .putShort((short) 0x4006)
        .putShort((short) 0);
    ip.putInt(0x0a00_0001).putInt(0x0a00_0002).put(segment.array(), from, to - from);
    return ip.array();
  }
}
