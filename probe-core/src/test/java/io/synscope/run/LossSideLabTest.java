package io.synscope.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.connect.Transport;
import io.synscope.observation.LossSide;
import io.synscope.observation.Outcome;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresRoot;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which of the two handshake packets was lost, told from the client alone: twenty trials each. */
@RequiresRoot
@RequiresCommand({"ip", "nft"})
class LossSideLabTest {
  private static final Lab LAB = Lab.create();

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @AfterEach
  void flush() {
    LAB.flushRules();
  }

  @ParameterizedTest
  @EnumSource(
      value = Transport.Kind.class,
      names = {"NATIVE", "EPOLL"})
  void firstSynLost_isTheForwardDirection_inTwentyOfTwenty(Transport.Kind kind) throws Exception {
    LAB.router().dropFirst("forward", "tcp flags & (syn|ack) == syn", "sport");
    assertLossSide(kind, LossSide.FORWARD);
  }

  @ParameterizedTest
  @EnumSource(
      value = Transport.Kind.class,
      names = {"NATIVE", "EPOLL"})
  void firstSynAckLost_isTheReturnDirection_inTwentyOfTwenty(Transport.Kind kind) throws Exception {
    LAB.router().dropFirst("forward", "tcp flags & (syn|ack) == (syn|ack)", "dport");
    assertLossSide(kind, LossSide.RETURN);
  }

  private static void assertLossSide(Transport.Kind kind, LossSide side) throws Exception {
    try (ServerSocket open = LabProbe.listen(LAB.server(), 6402, 50)) {
      List<AttemptEvent> events =
          LabProbe.run(
              LAB.client(),
              plan ->
                  plan.withSchedule(() -> Arrivals.every(3 * LabProbe.MILLI), Limit.count(20))
                      .withTimeout(3000 * LabProbe.MILLI)
                      .withDialogue(plan.dialogue().request(plan.dialogue().request(), 0))
                      .withTransport(kind, true),
              Lab.SERVER + ":6402");
      assertThat(events).hasSize(20);
      assertThat(events)
          .extracting(event -> event.attempt().outcome())
          .containsOnly(Outcome.ESTABLISHED_RETRIED);
      assertThat(events).extracting(event -> event.sight().lossSide()).containsOnly(side);
      assertThat(open.isClosed()).isFalse();
    }
  }

  @Test
  void withoutTimestamps_theDirectionIsNotGuessed() throws Exception {
    LAB.client().sysctl("net.ipv4.tcp_timestamps", 0);
    try {
      LAB.router().dropFirst("forward", "tcp flags & (syn|ack) == (syn|ack)", "dport");
      assertLossSide(Transport.Kind.NATIVE, LossSide.UNKNOWN);
    } finally {
      LAB.client().sysctl("net.ipv4.tcp_timestamps", 1);
    }
  }
}
