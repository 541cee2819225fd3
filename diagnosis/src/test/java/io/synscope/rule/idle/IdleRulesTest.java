package io.synscope.rule.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Vantage;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import io.synscope.testing.WireBuilder;
import org.junit.jupiter.api.Test;

class IdleRulesTest {
  private static final String REDIS = "10.0.0.9:6379";
  private int port = 41000;

  private AttemptBuilder next(double at) {
    return AttemptBuilder.to(REDIS).from("10.0.0.1:" + port++).at(at);
  }

  private static WireBuilder served(WireBuilder wire, double until) {
    return wire.client(half -> half.data(5, 70, 0.01, until))
        .server(half -> half.data(5, 35, 0.01, until))
        .talk(talk -> talk.counts(5, 5));
  }

  /** Idle for so long, then a request that nobody acknowledges. */
  private AttemptBuilder diedIdle(double pause) {
    return next(0)
        .lived(
            pause + 5,
            wire ->
                served(wire, 1)
                    .client(half -> half.inVain(14, 1 + pause, 0.2, 0.6, 1.4, 3))
                    .idle(1, 1 + pause, false));
  }

  private AttemptBuilder survivedIdle(double pause, double until) {
    return next(0).lived(until, wire -> served(wire, until).idle(1, 1 + pause, true));
  }

  @Test
  void longPausesAreFatalAndShortOnesAreNot_isAnIdleTimeoutOnTheWay() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(diedIdle(400), diedIdle(380), survivedIdle(300, 500), survivedIdle(200, 500))
            .finding(new IdleFirewallDropRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.sentence()).contains("350 s");
  }

  @Test
  void longerPauseThatWasSurvived_contradicts() {
    Sightings seen = Sightings.from(Vantage.CLIENT).saw(diedIdle(60), survivedIdle(300, 500));
    assertThat(seen.finding(new IdleFirewallDropRule())).isEmpty();
  }

  @Test
  void busyConnectionThatDies_diedOfSomethingElse() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                next(0)
                    .lived(
                        9,
                        wire -> served(wire, 1).client(h -> h.inVain(14, 1.1, 0.2, 0.6, 1.4, 3))));
    assertThat(seen.finding(new IdleFirewallDropRule())).isEmpty();
  }

  private AttemptBuilder resetAfterIdle(int hopLimit) {
    return next(0)
        .lived(
            62,
            wire ->
                served(wire, 1)
                    .client(half -> half.data(6, 84, 0.01, 61))
                    .idle(1, 61, false)
                    .reset(
                        Party.SERVER,
                        Reset.Form.STATELESS_TO_ACK,
                        Reset.Provocation.DATA,
                        hopLimit,
                        61.001));
  }

  @Test
  void rstFromANearerHopAfterAPause_isTheMiddleboxes() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(resetAfterIdle(64))
            .finding(new IdleFirewallRstRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
  }

  @Test
  void rstFromTheServersHop_isAServerThatForgot() {
    Sightings seen = Sightings.from(Vantage.SERVER).saw(resetAfterIdle(63));
    assertThat(seen.finding(new IdleFirewallRstRule())).isEmpty();
    assertThat(seen.finding(new HalfOpenRule()).orElseThrow().confidence())
        .isEqualTo(Confidence.STRONG);
  }

  @Test
  void rstAfterTheServersFin_isNoHalfOpenConnection() {
    Sightings seen =
        Sightings.from(Vantage.SERVER)
            .saw(
                next(0)
                    .lived(
                        9,
                        wire ->
                            served(wire, 1)
                                .closed(Party.SERVER, 3, 1)
                                .reset(
                                    Party.SERVER,
                                    Reset.Form.STATELESS_TO_ACK,
                                    Reset.Provocation.DATA,
                                    63,
                                    5)));
    assertThat(seen.finding(new HalfOpenRule())).isEmpty();
  }

  private AttemptBuilder closedAt(double start, double quiet) {
    return next(start)
        .lived(
            start + 1 + quiet,
            wire ->
                wire.client(half -> half.data(5, 70, start + 0.01, start + 1))
                    .server(half -> half.data(5, 35, start + 0.01, start + 1))
                    .talk(talk -> talk.counts(5, 5))
                    .closed(Party.SERVER, start + 1 + quiet, start + 1));
  }

  @Test
  void finsAfterTheSamePause_areTheServersTimeout() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(closedAt(0, 2.3), closedAt(5, 2.9), closedAt(9, 2.6))
            .finding(new ServerIdleTimeoutRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
  }

  @Test
  void finsAfterAnyPause_areNoTimeout() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT).saw(closedAt(0, 2.3), closedAt(5, 40), closedAt(9, 13));
    assertThat(seen.finding(new ServerIdleTimeoutRule())).isEmpty();
  }

  @Test
  void oneFinIntoACarelessClient_isPossiblyATimeout() {
    AttemptBuilder careless =
        next(0)
            .lived(
                9,
                wire ->
                    served(wire, 1)
                        .closed(Party.SERVER, 3, 1)
                        .reset(
                            Party.SERVER,
                            Reset.Form.STATELESS_TO_ACK,
                            Reset.Provocation.DATA,
                            63,
                            5));
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(careless)
            .finding(new ServerIdleTimeoutRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(found.alternatives()).contains("redis_restart", "redis_client_kill");
  }

  @Test
  void oneFinAfterAPause_saysNothing() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(closedAt(0, 2.3))
                .finding(new ServerIdleTimeoutRule()))
        .isEmpty();
  }

  @Test
  void probesInVainAndARst_areProven() {
    AttemptBuilder dead =
        next(0)
            .lived(
                12,
                wire ->
                    served(wire, 1)
                        .client(half -> half.keepAlivesInVain(3, 8))
                        .reset(
                            Party.CLIENT,
                            Reset.Form.SOCKET_ABORT,
                            Reset.Provocation.NOTHING,
                            64,
                            11));
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(dead)
                .finding(new KeepaliveFailureRule())
                .orElseThrow()
                .confidence())
        .isEqualTo(Confidence.PROVEN);
  }

  @Test
  void oneProbeInVain_isNoFailure() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(next(0).lived(12, w -> served(w, 1).client(half -> half.keepAlivesInVain(1, 8))));
    assertThat(seen.finding(new KeepaliveFailureRule())).isEmpty();
  }
}
