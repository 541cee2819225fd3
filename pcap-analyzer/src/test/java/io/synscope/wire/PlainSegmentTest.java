package io.synscope.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short way says what the long way says, of every frame that it takes. */
final class PlainSegmentTest {
  static List<KnownFrames> ethernet() {
    return KnownFrames.all().stream()
        .filter(known -> known.linkType() == LinkType.ETHERNET)
        .toList();
  }

  @Test
  void segmentsWithAndWithoutTimestampsAreTaken() {
    assertThat(isTaken("syn")).isTrue();
    assertThat(isTaken("request-with-timestamps")).isTrue();
    assertThat(isTaken("ack-padded-to-60-bytes")).isTrue();
  }

  @Test
  void everythingElseIsLeftToTheLongWay() {
    assertThat(isTaken("vlan")).isFalse();
    assertThat(isTaken("ip-options")).isFalse();
    assertThat(isTaken("segment-left-to-the-card")).isFalse();
    assertThat(isTaken("fragments-in-order")).isFalse();
    assertThat(isTaken("dns-query")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("ethernet")
  void bothWaysAgreeOnEveryPrefixAndEveryBitFlip(KnownFrames known) {
    byte[] frame = known.lastFrame();
    for (int length = 0; length <= frame.length; length++) {
      assertBothWaysAgree(Arrays.copyOf(frame, length), frame.length);
      assertBothWaysAgree(Arrays.copyOf(frame, length), length);
    }
    for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
      byte[] flipped = frame.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertBothWaysAgree(flipped, flipped.length);
      assertBothWaysAgree(Arrays.copyOf(flipped, Math.min(64, flipped.length)), flipped.length);
    }
  }

  private static boolean isTaken(String name) {
    byte[] frame = KnownFrames.named(name).lastFrame();
    return PlainSegment.read(ByteBuffer.wrap(frame), 0, frame.length, frame.length, new Packet());
  }

  private static void assertBothWaysAgree(byte[] frame, int originalLength) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    Packet shortWay = new Packet();
    if (PlainSegment.read(bytes, 0, frame.length, originalLength, shortWay)) {
      Packet longWay = new Packet();
      new PacketDecoder()
          .takeHeadersOff(bytes, 0, frame.length, originalLength, LinkType.ETHERNET, longWay);
      assertThat(Reading.of(shortWay)).isEqualTo(Reading.of(longWay));
      assertThat(shortWay.capturedEnd()).isEqualTo(longWay.capturedEnd());
      assertThat(shortWay.originalLength()).isEqualTo(longWay.originalLength());
    }
  }
}
