package io.synscope.rule.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.NameQuery;
import io.synscope.observation.Vantage;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupRulesTest {
  private static final String NAME = "redis.example.corp";
  private static final int NO_ERROR = 0;
  private static final int SERVER_FAILURE = 2;

  @Test
  void nxdomainAndNoConnect_isCriticalAndProven() {
    Finding found =
        Sightings.from(Vantage.UNKNOWN)
            .asked(NAME, NameQuery.NXDOMAIN, List.of(), 0)
            .finding(new NoSuchNameRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.PROVEN);
    assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(found.remedies().get(0).command()).contains(NAME);
    assertThat(found.evidence().get(0).frames()).hasSize(2);
  }

  @Test
  void nxdomainOfASearchList_isNoTroubleOnceAnotherSuffixResolves() {
    assertThat(
            Sightings.from(Vantage.UNKNOWN)
                .asked("redis.ns.svc.cluster.local", NameQuery.NXDOMAIN, List.of(), 0)
                .asked("redis.svc.cluster.local", NO_ERROR, List.of("10.0.0.9"), 0.01)
                .findings(new NoSuchNameRule()))
        .isEmpty();
  }

  @Test
  void nxdomainOfAHostThatConnectsElsewhere_isAWarning() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .asked(NAME, NameQuery.NXDOMAIN, List.of(), 0)
            .saw(AttemptBuilder.to("10.0.0.9:6379").at(1))
            .finding(new NoSuchNameRule())
            .orElseThrow();
    assertThat(found.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void questionRepeatedWithoutAnswer_isASilentNameServer() {
    Sightings seen = Sightings.from(Vantage.UNKNOWN).asked(NAME, -1, List.of(), 0, 1, 2);
    assertThat(seen.finding(new NameServerSilentRule()).orElseThrow().sentence())
        .contains("3 times");
    assertThat(seen.finding(new NoSuchNameRule())).isEmpty();
  }

  @Test
  void questionWithoutAnswerFollowedByAConnect_wasAnsweredUnseen() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .asked(NAME, -1, List.of(), 0, 1)
                .saw(AttemptBuilder.to("10.0.0.9:6379").at(1.1))
                .findings(new NameServerSilentRule()))
        .isEmpty();
  }

  @Test
  void servfail_isTheNameServersFailure() {
    assertThat(
            Sightings.from(Vantage.UNKNOWN)
                .asked(NAME, SERVER_FAILURE, List.of(), 0)
                .finding(new NameServerSilentRule())
                .orElseThrow()
                .sentence())
        .contains("failure code 2");
  }

  @Test
  void addressThatRefusesWhileAnotherServes_mayBeStale() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .asked(NAME, NO_ERROR, List.of("10.0.0.99"), 0)
            .saw(
                AttemptBuilder.to("10.0.0.99:6379").at(1).refused(),
                AttemptBuilder.to("10.0.0.9:6379").at(2))
            .finding(new StaleAddressRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void addressThatRefusesWithoutAnyOtherThatServes_isNotCalledStale() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .asked(NAME, NO_ERROR, List.of("10.0.0.99"), 0)
                .saw(AttemptBuilder.to("10.0.0.99:6379").at(1).refused())
                .findings(new StaleAddressRule()))
        .isEmpty();
  }

  @Test
  void threeArpRequestsASecondApart_areAVainSearch() {
    Finding found =
        Sightings.from(Vantage.UNKNOWN)
            .whoHas("10.0.0.77", "10.0.0.1", false, 0, 1.03, 2.05)
            .finding(new NeighbourSilentRule())
            .orElseThrow();
    assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(found.sentence()).contains("10.0.0.77");
  }

  @Test
  void arpThatIsAnsweredOrAskedOnceOrSwept_isNoFailure() {
    Sightings seen =
        Sightings.from(Vantage.UNKNOWN)
            .whoHas("10.0.0.77", "10.0.0.1", true, 0, 1, 2)
            .whoHas("10.0.0.78", "10.0.0.2", false, 0);
    for (int host = 1; host < 20; host++) {
      seen.whoHas("10.0.1." + host, "10.0.0.3", false, host, host + 1, host + 2);
    }
    assertThat(seen.findings(new NeighbourSilentRule())).isEmpty();
  }

  @Test
  void synAnsweredByTwo_isAnAddressConflict() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(AttemptBuilder.to("10.0.0.9:6379").answeredTwice())
                .finding(new DuplicateResponderRule()))
        .isPresent();
  }
}
