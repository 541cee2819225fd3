package io.synscope.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every header that is taken off, once: what is read is what tcpdump reads. */
final class KnownFramesTest {
  static List<KnownFrames> known() {
    return KnownFrames.all();
  }

  @ParameterizedTest
  @MethodSource("known")
  void isReadAsWritten(KnownFrames known) {
    assertThat(readings(known, new Packet())).isEqualTo(known.readings());
  }

  @Test
  void nothingOfTheFrameBeforeIsLeft() {
    Packet reused = new Packet();
    for (KnownFrames before : KnownFrames.all()) {
      for (KnownFrames known : KnownFrames.all()) {
        readings(before, reused);
        assertThat(readings(known, reused))
            .as("%s after %s", known, before)
            .isEqualTo(known.readings());
      }
    }
  }

  private static List<String> readings(KnownFrames known, Packet packet) {
    PacketDecoder decoder = new PacketDecoder();
    List<String> readings = new ArrayList<>();
    for (byte[] frame : known.frames()) {
      known.decode(decoder, frame, frame.length, packet);
      readings.add(Reading.of(packet));
    }
    return readings;
  }
}
