package io.synscope.rule.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.RuledOut;
import io.synscope.finding.Severity;
import io.synscope.observation.Recovery;
import io.synscope.observation.Vantage;
import io.synscope.rule.Rule;
import io.synscope.rule.path.RandomLossRule;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BacklogRulesTest {
  private static final String REDIS = "10.0.0.9:6379";
  private static final Rule[] ALL = {
    new SynFloodRule(),
    new AcceptQueueRule(),
    new SynQueueRule(),
    new RateLimitRule(),
    new SynIgnoredRule(),
    new SynLossRule(),
    new SynAckLossRule(),
    new LateSynAckRule()
  };

  private int port = 41000;

  private AttemptBuilder next(double at) {
    return AttemptBuilder.to(REDIS).from("10.0.0.1:" + port++).at(at);
  }

  /** Five fit, the next six are ignored until the server wakes at 3 s. */
  private Sightings fullQueue(Vantage vantage) {
    Sightings seen = Sightings.from(vantage);
    for (int i = 0; i < 5; i++) {
      seen.saw(next(i * 0.02).served(3 - i * 0.02));
    }
    for (int i = 5; i < 11; i++) {
      seen.saw(next(i * 0.02).forwardLoss(0, 1.01, 2.03, 3.05));
    }
    return seen;
  }

  @Test
  void ignoredWhenAndOnlyWhenManyWait_isAcceptQueueOverflow() {
    Finding found = fullQueue(Vantage.SERVER).finding(new AcceptQueueRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.count()).isEqualTo(6);
    assertThat(found.evidence())
        .extracting(Evidence::what)
        .anyMatch(what -> what.contains("the backlog is about 4"))
        .anyMatch(what -> what.contains("3 of the ignored SYNs came back"));
    assertThat(found.ruledOut()).extracting(RuledOut::cause).contains("syn_loss_only");
  }

  @Test
  void sameSeenFromTheClient_isAtMostLikely() {
    Finding found = fullQueue(Vantage.CLIENT).finding(new AcceptQueueRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(found.alternatives()).contains("syn_loss_only", "syn_queue_overflow");
  }

  @Test
  void sameOnAPathThatLosesData_isAtMostPossible() {
    Sightings seen = fullQueue(Vantage.CLIENT);
    for (int i = 0; i < 3; i++) {
      seen.saw(
          next(10)
              .lived(
                  19,
                  wire ->
                      wire.client(
                          half ->
                              half.data(200, 2800, 10.01, 18)
                                  .again(Recovery.TIMEOUT, 2, 14, 11)
                                  .lost(2))));
    }
    assertThat(seen.findings(new RandomLossRule(), new AcceptQueueRule()))
        .filteredOn(found -> found.cause().id().equals("accept_queue_overflow"))
        .extracting(Finding::confidence)
        .containsExactly(Confidence.POSSIBLE);
  }

  @Test
  void onlyOneReasonIsGiven() {
    assertThat(fullQueue(Vantage.SERVER).findings(ALL)).hasSize(1);
    assertThat(fullQueue(Vantage.CLIENT).findings(ALL)).hasSize(1);
  }

  @Test
  void synAckRepeatedToAClientThatHadAnswered_isProvenAtTheServer() {
    Finding found =
        Sightings.from(Vantage.SERVER)
            .saw(next(0).served(-1), next(0.1).ghost(true), next(0.1).ghost(true))
            .finding(new AcceptQueueRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.PROVEN);
    assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void cookieGhosts_areAnOverflowToo() {
    Sightings seen = Sightings.from(Vantage.SERVER).saw(next(0).served(-1));
    for (int i = 0; i < 5; i++) {
      seen.saw(next(0.001 * i).ghost(false));
    }
    Finding found = seen.finding(new AcceptQueueRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.sentence()).contains("5 connections that only the client knew of");
  }

  @Test
  void singleGhostAtTheClient_isNoProofOfAQueue() {
    Sightings seen = Sightings.from(Vantage.CLIENT).saw(next(0).ghost(false));
    assertThat(seen.finding(new AcceptQueueRule())).isEmpty();
    Finding found = seen.finding(new RequestNeverAckedRule()).orElseThrow();
    assertThat(found.alternatives()).contains("accept_queue_overflow", "path_cut");
  }

  @Test
  void synCapturedTwiceWithinMicroseconds_isNoLoss() {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    for (int i = 0; i < 6; i++) {
      seen.saw(next(i * 0.1).returnLoss(0, 0.00001));
    }
    assertThat(seen.findings(ALL)).isEmpty();
  }

  @Test
  void rstAtBirth_isTheAbortingForm() {
    Finding found =
        Sightings.from(Vantage.SERVER)
            .saw(next(0).served(-1), next(0.1).resetAtBirth(), next(0.1).resetAtBirth())
            .finding(new AcceptQueueRule())
            .orElseThrow();
    assertThat(found.alternatives()).contains("rst_after_handshake");
    assertThat(found.evidence())
        .extracting(Evidence::what)
        .anyMatch(what -> what.contains("tcp_abort_on_overflow"));
  }

  @Test
  void randomSynLoss_isNoOverflow() {
    Random random = new Random(11);
    Sightings seen = Sightings.from(Vantage.CLIENT);
    for (int i = 0; i < 40; i++) {
      AttemptBuilder attempt = next(i * 0.05).requests(20).closed(4);
      seen.saw(random.nextInt(10) < 4 ? attempt.forwardLoss(0, 1.01) : attempt);
    }
    assertThat(seen.finding(new AcceptQueueRule())).isEmpty();
    Finding found = seen.finding(new SynLossRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(found.ruledOut())
        .extracting(RuledOut::cause)
        .contains("random_loss", "synack_loss_only");
  }

  @Test
  void oneLostSynInAThousandSegments_isAWarningAndPossible() {
    Sightings seen = Sightings.from(Vantage.CLIENT).saw(next(0).forwardLoss(0, 1.01));
    for (int i = 1; i < 50; i++) {
      seen.saw(next(i).requests(2).closed(0.5));
    }
    Finding found = seen.finding(new SynLossRule()).orElseThrow();
    assertThat(found.severity()).isEqualTo(Severity.WARNING);
    assertThat(found.confidence()).isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void synsIgnoredAtTheServerWithoutAQueue_areSaidToBeIgnored() {
    Sightings seen = Sightings.from(Vantage.SERVER);
    for (int i = 0; i < 12; i++) {
      seen.saw(i % 3 == 1 ? next(i * 0.3).forwardLoss(0, 1.01) : next(i * 0.3).closed(0.1));
    }
    Finding found = seen.finding(new SynIgnoredRule()).orElseThrow();
    assertThat(found.alternatives()).contains("accept_queue_overflow", "syn_queue_overflow");
    assertThat(seen.finding(new SynLossRule())).isEmpty();
  }

  @Test
  void answersByAClock_areARateLimit() {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    for (int i = 0; i < 20; i++) {
      seen.saw(next(0.1 * i).closed(0.05));
      seen.saw(next(0.1 * i + 0.001).unanswered(0, 1.0107 + 0.0013 * i));
      seen.saw(next(0.1 * i + 0.002).unanswered(0, 1.0211 + 0.0007 * i));
    }
    assertThat(seen.finding(new RateLimitRule())).isPresent();
    assertThat(seen.finding(new AcceptQueueRule())).isEmpty();
  }

  @Test
  void manySourcesThatSendOneSynEach_areAFlood() {
    Sightings seen = Sightings.from(Vantage.SERVER).saw(next(0.5).closed(0.6));
    for (int i = 0; i < 200; i++) {
      seen.saw(
          AttemptBuilder.to(REDIS)
              .from("198.51.100." + (1 + i % 250) + ":" + (1025 + i))
              .at(i * 0.002)
              .unacknowledged(0));
    }
    Finding found = seen.finding(new SynFloodRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.severity()).isEqualTo(Severity.WARNING);
    assertThat(seen.judgement().headline().cause()).isEqualTo("syn_flood");
  }

  @Test
  void fewBusyClients_areNoFlood() {
    Sightings seen = Sightings.from(Vantage.SERVER);
    for (int i = 0; i < 100; i++) {
      seen.saw(next(i * 0.01).unanswered(0));
    }
    assertThat(seen.findings(new SynFloodRule())).isEmpty();
  }

  @Test
  void synsIgnoredOnceEnoughHangHalfOpen_isTheSynQueue() {
    Sightings seen = Sightings.from(Vantage.SERVER).saw(next(0).closed(0.01));
    for (int i = 0; i < 45; i++) {
      AttemptBuilder spoofed =
          AttemptBuilder.to(REDIS)
              .from("198.51.100." + (1 + i) + ":" + (1025 + i))
              .at(0.1 + i * 0.02);
      seen.saw(i < 9 ? spoofed.unacknowledged(0).synAckRepeated(1, 3) : spoofed.unanswered(0));
    }
    for (int i = 0; i < 5; i++) {
      seen.saw(next(0.5 + i * 0.02).unanswered(0, 1.01));
    }
    Finding found = seen.finding(new SynQueueRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.sentence()).contains("9 handshakes hung half open");
    assertThat(seen.finding(new AcceptQueueRule())).isEmpty();
  }

  @Test
  void synAckThatEchoesTheFirstSyn_wasLostOnTheWayBack() {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    for (int i = 0; i < 12; i++) {
      AttemptBuilder attempt = next(i * 0.05).requests(10).closed(3.5);
      seen.saw(i % 2 == 0 ? attempt.returnLoss(0, 1.01) : attempt);
    }
    seen.saw(next(0.7).unanswered(0, 1, 2));
    Finding found = seen.finding(new SynAckLossRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(seen.findings(new SynLossRule(), new AcceptQueueRule())).isEmpty();
  }

  @Test
  void healthyConnects_giveNothing() {
    Sightings seen = Sightings.from(Vantage.SERVER);
    for (int i = 0; i < 30; i++) {
      seen.saw(next(i * 0.1).closed(5));
    }
    assertThat(seen.findings(ALL)).isEmpty();
    assertThat(seen.judgement().headline().cause()).isEqualTo("none");
  }
}
