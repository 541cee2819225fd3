package io.synscope.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Finding;
import io.synscope.finding.RuledOut;
import io.synscope.observation.Address;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Observations;
import io.synscope.observation.Outcome;
import io.synscope.observation.Phase;
import io.synscope.observation.SettlingTest;
import io.synscope.observation.SettlingTest.Showing;
import io.synscope.observation.SocketSight;
import io.synscope.rule.book.Catalogue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A probe's silence, before and after the tests that settle it. */
class SettlementTest {
  private static final Endpoint SERVER = new Endpoint(Address.parse("10.0.0.2"), 6379);

  @Test
  void anotherPortThatAnswers_takesTheHostOffTheList() {
    Finding finding = only(judge(Showing.OTHER_PORT_ANSWERS));
    assertThat(finding.cause().id()).isEqualTo("silent_drop");
    assertThat(finding.alternatives()).doesNotContain("server_host_down", "drop_return_path");
    assertThat(finding.ruledOut()).contains(new RuledOut("server_host_down", "SAW"));
    assertThat(finding.evidence()).anyMatch(evidence -> evidence.what().equals("DID: SAW"));
  }

  @Test
  void burstOfWhichSomeGetIn_isAFullQueue() {
    Finding finding = only(judge(Showing.BURST_MIXED));
    assertThat(finding.cause().id()).isEqualTo("accept_queue_overflow");
    assertThat(finding.ruledOut())
        .extracting(RuledOut::cause)
        .contains("silent_drop", "drop_firewall");
    assertThat(finding.sentence()).contains("SAW");
  }

  /** A rule that drops does not end by itself; a queue that somebody empties does. */
  @Test
  void silenceThatEnds_isAFullQueue() {
    Finding finding = only(judge(Showing.SILENCE_ENDED));
    assertThat(finding.cause().id()).isEqualTo("accept_queue_overflow");
    assertThat(finding.ruledOut()).extracting(RuledOut::cause).contains("silent_drop");
  }

  @Test
  void testThatShowsNothing_isStillToldAsEvidence() {
    Finding before = only(judge());
    Finding after = only(judge(Showing.NOTHING));
    assertThat(after.alternatives()).isEqualTo(before.alternatives());
    assertThat(after.evidence()).hasSize(before.evidence().size() + 1);
  }

  @Test
  void largeReplyThatIsLost_isAFindingWhereNoneWas() {
    List<Finding> findings =
        Catalogue.book().judge(observations(), List.of(test(Showing.LARGE_REPLY_LOST))).findings();
    assertThat(findings)
        .extracting(finding -> finding.cause().id())
        .containsExactly("mtu_blackhole");
    assertThat(
            Catalogue.book()
                .judge(observations(), List.of(test(Showing.LARGE_REPLY_LOST)))
                .headline()
                .cause())
        .isEqualTo("mtu_blackhole");
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static List<Finding> judge(Showing... showings) {
    ConnectionAttempt silent =
        new ConnectionAttempt(
            new FourTuple(new Endpoint(Address.parse("10.0.0.1"), 41394), SERVER),
            0,
            Outcome.UNANSWERED,
            new Moment(0, 0),
            new Moment(4_000_000_000L, 0),
            0,
            SocketSight.of("10.0.0.2")
                .phase(Phase.CONNECT)
                .synsRepeated(3, false, LossSide.UNKNOWN)
                .done());
    List<SettlingTest> tests = Stream.of(showings).map(SettlementTest::test).toList();
    return Catalogue.book().judge(observations(silent), tests).findings();
  }

  private static SettlingTest test(Showing showing) {
    return new SettlingTest(SERVER, showing, "DID", "SAW");
  }

  private static Observations observations(ConnectionAttempt... attempts) {
    return new Observations(
        List.of(attempts),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        CaptureFacts.NONE,
        Optional.empty());
  }
}
