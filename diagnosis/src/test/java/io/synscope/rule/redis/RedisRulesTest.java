package io.synscope.rule.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Vantage;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import io.synscope.testing.TalkBuilder;
import io.synscope.testing.WireBuilder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RedisRulesTest {
  private static final String REDIS = "10.0.0.9:6379";
  private int port = 41000;

  private AttemptBuilder next(double at) {
    return AttemptBuilder.to(REDIS).from("10.0.0.1:" + port++).at(at);
  }

  private static WireBuilder served(WireBuilder wire, double from, double until) {
    return wire.client(half -> half.data(5, 70, from, until))
        .server(half -> half.data(5, 35, from, until))
        .talk(talk -> talk.counts(5, 5));
  }

  /** Served until then, and closed by the server. */
  private AttemptBuilder closed(double at) {
    return next(0)
        .lived(at, wire -> served(wire, 0.01, at - 0.2).closed(Party.SERVER, at, at - 0.2));
  }

  /** Served until then, and destroyed with a request unread. */
  private AttemptBuilder destroyed(double at) {
    return next(0)
        .lived(
            at,
            wire ->
                served(wire, 0.01, at - 0.1)
                    .reset(Party.SERVER, Reset.Form.SOCKET_ABORT, Reset.Provocation.DATA, 63, at));
  }

  private AttemptBuilder working(double from, double until) {
    return next(from).lived(until, wire -> served(wire, from + 0.01, until));
  }

  // the process ends

  @Test
  void allEndAndThePortIsClosed_isAKilledServer() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(closed(3), closed(3.001), destroyed(3.002))
            .saw(next(3.5).refused(), next(4).refused())
            .finding(new RedisKilledRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.sentence()).contains("1 by RST, a request unread");
  }

  @Test
  void closedPortThatOpensAgain_isARestart() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(closed(3), closed(3.001))
            .saw(next(3.5).refused(), working(6, 8));
    assertThat(seen.finding(new RedisRestartRule()).orElseThrow().confidence())
        .isEqualTo(Confidence.STRONG);
    assertThat(seen.finding(new RedisKilledRule())).isEmpty();
    assertThat(seen.finding(new ClientKillRule())).isEmpty();
  }

  @Test
  void allEndAndThePortStaysOpen_isAClientKill() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT).saw(closed(3), closed(3.001)).saw(working(3.1, 6));
    assertThat(seen.finding(new ClientKillRule()).orElseThrow().confidence())
        .isEqualTo(Confidence.LIKELY);
    assertThat(seen.finding(new RedisKilledRule())).isEmpty();
    assertThat(seen.finding(new RedisRestartRule())).isEmpty();
  }

  @Test
  void clientsThatCloseThemselves_areNobodysVictims() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(next(0).closed(3), next(0).closed(3.001), next(3.5).refused());
    assertThat(seen.findings(new RedisKilledRule(), new RedisRestartRule(), new ClientKillRule()))
        .isEmpty();
  }

  // the process stands still

  private AttemptBuilder asking(UnaryOperator<TalkBuilder> talk) {
    return next(0).lived(4, wire -> served(wire, 0.01, 1).talk(talk));
  }

  private static TalkBuilder waiting(TalkBuilder talk) {
    return talk.counts(5, 5).waiting("PING", 1.5);
  }

  @Test
  void everybodyWaitsAndTheKernelAcknowledges_isAHungProcess() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(asking(RedisRulesTest::waiting), asking(RedisRulesTest::waiting))
            .finding(new HungRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.ruledOut()).extracting(out -> out.cause()).contains("path_cut");
  }

  @Test
  void oneWaitsWhileOthersAreServed_isNotHung() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT).saw(asking(RedisRulesTest::waiting)).saw(working(0, 5.9));
    assertThat(seen.finding(new HungRule())).isEmpty();
  }

  @Test
  void newcomersWaitAndOldOnesAreServed_areOutOfDescriptors() {
    UnaryOperator<WireBuilder> ignored =
        wire -> wire.talk(talk -> talk.counts(0, 0).waiting("PING", 1.5));
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(working(0, 5.9))
            .saw(next(1).served(-1).lived(4, ignored), next(1.1).served(-1).lived(4, ignored))
            .finding(new DescriptorsExhaustedRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void oldOnesWaitToo_isNoLackOfDescriptors() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(working(0, 5.9))
            .saw(asking(RedisRulesTest::waiting), asking(RedisRulesTest::waiting));
    assertThat(seen.finding(new DescriptorsExhaustedRule())).isEmpty();
  }

  @Test
  void allPauseBehindOneCommand_isTheSlowCommand() {
    Sightings seen = Sightings.from(Vantage.CLIENT).stalled(REDIS, 1, 2.2, 3, "KEYS");
    for (int i = 0; i < 3; i++) {
      seen.saw(asking(talk -> talk.counts(5, 5).slow("GET", 1.1, 1.1)));
    }
    Finding found = seen.finding(new SlowCommandRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.sentence()).contains("KEYS").contains("1.20 s");
  }

  @Test
  void oneSlowReplyThatTheKernelHadAcknowledged_isLikelyASlowCommand() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(asking(talk -> talk.counts(5, 5).slow("SORT", 1, 0.8)))
            .finding(new SlowCommandRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void slowReplyOnALossyConnection_isNotTheServers() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                next(0)
                    .lived(
                        4,
                        wire ->
                            served(wire, 0.01, 1)
                                .server(half -> half.gaps(2))
                                .talk(talk -> talk.counts(5, 5).slow("SORT", 1, 0.8))));
    assertThat(seen.finding(new SlowCommandRule())).isEmpty();
  }

  // the server drops a slow reader

  private AttemptBuilder dropped(boolean windowClosed) {
    return next(0)
        .lived(
            5,
            wire ->
                served(wire, 0.01, 4)
                    .client(half -> windowClosed ? half.closedWindow(1, 3) : half)
                    .talk(TalkBuilder::replyCut)
                    .closed(Party.SERVER, 4.5, 4));
  }

  @Test
  void closeInMidMessageAfterAClosedWindow_isTheOutputBufferLimit() {
    assertThat(
            Sightings.from(Vantage.SERVER)
                .saw(dropped(true))
                .finding(new OutputBufferLimitRule())
                .orElseThrow()
                .confidence())
        .isEqualTo(Confidence.STRONG);
  }

  @Test
  void closeWithAnOpenWindow_isNotTheOutputBufferLimit() {
    assertThat(
            Sightings.from(Vantage.SERVER).saw(dropped(false)).finding(new OutputBufferLimitRule()))
        .isEmpty();
  }
}
