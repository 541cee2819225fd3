package io.synscope.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.wire.Packet;
import org.junit.jupiter.api.Test;

final class RecentSegmentsTest {
  private final RecentSegments recent = new RecentSegments();

  private boolean secondCapture(Packet packet) {
    return recent.isSecondCapture(packet, FlowHash.of(packet));
  }

  @Test
  void theSamePacketOneHopLater_isASecondCapture() {
    assertThat(secondCapture(Packets.data(5000, 1, 77, 64, "PING"))).isFalse();
    assertThat(secondCapture(Packets.data(5000, 1, 77, 63, "PING"))).isTrue();
    assertThat(recent.atOtherHop()).isEqualTo(1);
  }

  @Test
  void theSameIdentificationAtTheSameHop_isASecondCapture() {
    assertThat(secondCapture(Packets.data(5000, 1, 77, 64, "PING"))).isFalse();
    assertThat(secondCapture(Packets.data(5000, 1, 77, 64, "PING"))).isTrue();
    assertThat(recent.atSameHop()).isEqualTo(1);
  }

  @Test
  void aRetransmission_hasANewIdentification() {
    assertThat(secondCapture(Packets.data(5000, 1, 77, 64, "PING"))).isFalse();
    assertThat(secondCapture(Packets.data(5000, 1, 78, 64, "PING"))).isFalse();
  }

  @Test
  void withoutIdentification_repetitionsAtOneHopAreBelieved() {
    assertThat(secondCapture(Packets.data(5000, 1, 0, 64, "PING"))).isFalse();
    assertThat(secondCapture(Packets.data(5000, 1, 0, 64, "PING"))).isFalse();
  }
}
