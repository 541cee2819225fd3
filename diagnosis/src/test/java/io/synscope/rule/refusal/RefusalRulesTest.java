package io.synscope.rule.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.RuledOut;
import io.synscope.finding.Severity;
import io.synscope.observation.ChecksumForm;
import io.synscope.observation.Vantage;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalRulesTest {
  private static final String REDIS = "10.0.0.9:6379";
  private static final String OTHER_PORT = "10.0.0.9:6380";
  private static final String ROUTER = "10.0.0.254";

  private static AttemptBuilder refused(double at) {
    return AttemptBuilder.to(REDIS).at(at).from("10.0.0.1:" + (41000 + (int) (at * 10))).refused();
  }

  @Test
  void rstFromTheHostsDistance_isNoListener() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(AttemptBuilder.to(OTHER_PORT), refused(1), refused(2))
            .finding(new NoListenerRule())
            .orElseThrow();
    assertThat(found.count()).isEqualTo(2);
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(found.alternatives())
        .containsExactlyInAnyOrder("refused_wrong_bind", "refused_by_host_firewall");
    assertThat(found.ruledOut()).extracting(RuledOut::cause).contains("refused_by_firewall");
    assertThat(found.evidence().get(0).frames()).isNotEmpty();
    assertThat(found.remedies().get(0).command()).isEqualTo("ss -ltnp 'sport = :6379'");
  }

  @Test
  void refusalOfAnotherService_isAdvisedWithoutRedisTools() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(AttemptBuilder.to("10.0.0.9:443").at(1).from("10.0.0.1:41000").refused())
            .finding(new NoListenerRule())
            .orElseThrow();
    assertThat(found.remedies())
        .isNotEmpty()
        .noneMatch(remedy -> remedy.toString().contains("edis"))
        .anyMatch(remedy -> remedy.verify().contains("nc -vz 10.0.0.9 443 succeeds"));
  }

  @Test
  void rstOfAnUnknownHost_mayBeAFirewallsOnThePath() {
    Finding found =
        Sightings.from(Vantage.CLIENT).saw(refused(1)).finding(new NoListenerRule()).orElseThrow();
    assertThat(found.alternatives()).contains("refused_by_firewall");
  }

  @Test
  void rstFromAnotherDistance_isTheFirewallOnThePath() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                AttemptBuilder.to(OTHER_PORT).hops(64, 63),
                AttemptBuilder.to(REDIS).at(1).refused(64, ChecksumForm.VALID));
    Finding found = seen.finding(new PathFirewallRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.sentence()).contains("TTL 64").contains("63");
    assertThat(seen.findings(new NoListenerRule(), new HostFirewallRule())).isEmpty();
  }

  @Test
  void rstThatStartedWithAnotherTtlButPassedAsManyRouters_isTheHosts() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                AttemptBuilder.to(OTHER_PORT).hops(64, 62),
                AttemptBuilder.to(REDIS).at(1).refused(253, ChecksumForm.VALID));
    assertThat(seen.finding(new PathFirewallRule())).isEmpty();
    assertThat(seen.finding(new NoListenerRule())).isPresent();
  }

  @Test
  void unfinishedChecksum_isNetfiltersOnTheHost() {
    Sightings seen =
        Sightings.from(Vantage.SERVER)
            .saw(
                AttemptBuilder.to(OTHER_PORT).hops(63, 64).serverChecksum(ChecksumForm.PARTIAL),
                AttemptBuilder.to(REDIS).at(1).hops(63, 64).refused(64, ChecksumForm.PARTIAL));
    Finding found = seen.finding(new HostFirewallRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(seen.finding(new NoListenerRule())).isEmpty();
  }

  @Test
  void finishedChecksumAmongUnfinishedOnes_isTheKernels() {
    Finding found =
        Sightings.from(Vantage.SERVER)
            .saw(
                AttemptBuilder.to(OTHER_PORT).hops(63, 64).serverChecksum(ChecksumForm.PARTIAL),
                AttemptBuilder.to(REDIS).at(1).hops(63, 64).refused(64, ChecksumForm.VALID))
            .finding(new NoListenerRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.alternatives()).containsExactly("refused_wrong_bind");
  }

  @Test
  void someHostsRefusedWhileOthersAreServed_isAPolicy() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                AttemptBuilder.to(REDIS).at(1).from("10.0.0.66").refused(),
                AttemptBuilder.to(REDIS).at(2).from("10.0.0.1"),
                AttemptBuilder.to(REDIS).at(3).from("10.0.0.66:41395").refused());
    assertThat(seen.finding(new NoListenerRule())).isEmpty();
    assertThat(seen.finding(new HostFirewallRule()).orElseThrow().confidence())
        .isEqualTo(Confidence.LIKELY);
  }

  @Test
  void refusalsBetweenAnswers_areAWhile() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(AttemptBuilder.to(REDIS), refused(1), AttemptBuilder.to(REDIS).at(2))
            .finding(new NoListenerRule())
            .orElseThrow();
    assertThat(found.sentence()).contains("for a while: before and after it answered");
  }

  @Test
  void portUnreachable_isProvenAndNamesWhoSaidIt() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(AttemptBuilder.to(REDIS).rejected(ROUTER, 3, 3, 0.001))
            .finding(new PortUnreachableRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.PROVEN);
    assertThat(found.sentence()).contains(ROUTER).contains("ICMP 3/3");
  }

  @Test
  void prohibited_isReadInBothFamilies() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(AttemptBuilder.to(REDIS).rejected(ROUTER, 3, 13, 0.001))
                .finding(new ProhibitedRule()))
        .isPresent();
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(
                    AttemptBuilder.to("fd00::9:6379")
                        .from("fd00::1:41394")
                        .rejected("fd00::fe", 1, 1, 0.001))
                .finding(new ProhibitedRule()))
        .isPresent();
  }

  @Test
  void hostUnreachableAtOnce_isARule_afterThreeSecondsTheHostIsDown() {
    Sightings atOnce =
        Sightings.from(Vantage.CLIENT).saw(AttemptBuilder.to(REDIS).rejected(ROUTER, 3, 1, 0.001));
    assertThat(atOnce.finding(new HostUnreachableRule()).orElseThrow().alternatives())
        .containsExactly("server_host_down");
    assertThat(atOnce.finding(new HostDownRule())).isEmpty();
    Sightings later =
        Sightings.from(Vantage.CLIENT)
            .saw(AttemptBuilder.to(REDIS).rejected(ROUTER, 3, 1, 3.06, 0, 1, 2, 3));
    assertThat(later.finding(new HostUnreachableRule())).isEmpty();
    assertThat(later.finding(new HostDownRule()).orElseThrow().confidence())
        .isEqualTo(Confidence.STRONG);
  }

  @Test
  void routerAsksInVainForAServerThatSpokeBefore_hostIsDown() {
    assertThat(
            Sightings.from(Vantage.SERVER)
                .saw(AttemptBuilder.to(REDIS).closed(0.1))
                .whoHas("10.0.0.9", ROUTER, false, 5, 6, 7)
                .finding(new HostDownRule()))
        .isPresent();
    assertThat(
            Sightings.from(Vantage.SERVER)
                .saw(AttemptBuilder.to(REDIS).at(9))
                .whoHas("10.0.0.9", ROUTER, false, 5, 6, 7)
                .finding(new HostDownRule()))
        .isEmpty();
  }

  @Test
  void networkUnreachable_isNoRoute_timeExceeded_isALoop() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(AttemptBuilder.to(REDIS).rejected(ROUTER, 3, 0, 1.01, 0, 1))
                .finding(new NoRouteRule()))
        .isPresent();
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(AttemptBuilder.to(REDIS).rejected(ROUTER, 11, 0, 0.01))
                .finding(new RoutingLoopRule()))
        .isPresent();
  }

  @Test
  void challengeAckThenRstThenAccepted_isHalfOpen_orInTimeWait() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(AttemptBuilder.to(REDIS).challenged())
            .finding(new StaleTupleRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(found.alternatives()).contains("time_wait_reuse");
    assertThat(found.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void refusalOfOneFamilyBeforeTheOtherServes_isAWarning() {
    Finding found =
        Sightings.from(Vantage.UNKNOWN)
            .saw(
                AttemptBuilder.to("::1:6379").from("::1:41394").hops(64, 64).refused(),
                AttemptBuilder.to("127.0.0.1:6379").from("127.0.0.1:41395").at(0.01))
            .finding(new NoListenerRule())
            .orElseThrow();
    assertThat(found.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void aClusterThatRefuses_isNoScan() {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    IntStream.range(1, 30)
        .forEach(
            host ->
                seen.saw(
                    AttemptBuilder.to("10.0.1." + host + ":6379").at(host).refused(),
                    AttemptBuilder.to("10.0.1." + host + ":6379")
                        .from("10.0.0.1:50000")
                        .at(host + 40)
                        .refused()));
    assertThat(seen.judgement().headline().cause()).isEqualTo("refused_no_listener");
    assertThat(seen.judgement().findings())
        .hasSize(6)
        .anySatisfy(found -> assertThat(found.sentence()).contains("24 other listeners"));
  }

  @Test
  void scansRefusals_areNoServersFault() {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    IntStream.range(1, 40)
        .forEach(port -> seen.saw(AttemptBuilder.to("10.0.0.9:" + port).at(port).refused()));
    assertThat(seen.findings(new NoListenerRule())).isEmpty();
    assertThat(seen.judgement().headline().cause()).isEqualTo("port_scan");
  }
}
