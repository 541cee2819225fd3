package io.synscope.rule.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Vantage;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import org.junit.jupiter.api.Test;

/** Connections that the path cut off, reset or moved. */
class BrokenPathTest {
  private final PathAttempts path = new PathAttempts();

  private AttemptBuilder cut() {
    return path.next(0)
        .lived(
            9,
            wire ->
                wire.client(half -> half.data(5, 70, 0.01, 2).inVain(14, 2.5, 0.2, 0.6, 1.4, 3))
                    .server(half -> half.data(5, 35, 0.01, 2)));
  }

  @Test
  void requestsUnacknowledgedOnEveryConnection_areAPathCut() {
    Finding found =
        Sightings.from(Vantage.CLIENT).saw(cut(), cut()).finding(new PathCutRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
  }

  @Test
  void deathOfOneWhileOthersLive_isAtMostPossible() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(cut())
            .saw(path.next(0).lived(9, wire -> wire.server(half -> half.data(50, 350, 0.01, 8.9))));
    assertThat(seen.finding(new PathCutRule()).orElseThrow().confidence())
        .isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void hungServer_isNoPathCut() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(path.next(0).lived(9, wire -> wire.talk(talk -> talk.waiting("PING", 2))));
    assertThat(seen.finding(new PathCutRule())).isEmpty();
  }

  private AttemptBuilder resetBy(int hopLimit, Reset.Form form) {
    return path.next(0)
        .lived(
            2,
            wire ->
                wire.client(half -> half.data(5, 70, 0.01, 2))
                    .server(half -> half.data(5, 35, 0.01, 1.9))
                    .reset(Party.SERVER, form, Reset.Provocation.DATA, hopLimit, 2.001));
  }

  @Test
  void rstFromAnotherHop_isInjected() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(resetBy(64, Reset.Form.STATELESS_TO_ACK))
            .finding(new RstInjectedRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
  }

  @Test
  void rstOfTheServersOwnSocket_isNotInjected() {
    Sightings seen = Sightings.from(Vantage.CLIENT).saw(resetBy(63, Reset.Form.SOCKET_ABORT));
    assertThat(seen.finding(new RstInjectedRule())).isEmpty();
  }

  private AttemptBuilder stranger(double at) {
    return path.next(at)
        .outcome(Outcome.INCONCLUSIVE_HEAD)
        .lived(
            at + 0.01,
            wire ->
                wire.server(half -> half.onlyResets(1))
                    .reset(
                        Party.SERVER,
                        Reset.Form.STATELESS_TO_ACK,
                        Reset.Provocation.DATA,
                        64,
                        at + 0.001));
  }

  @Test
  void connectionThatMovedToAnUnknownPort_isSeenAtTheServerOnly() {
    for (Vantage vantage : new Vantage[] {Vantage.SERVER, Vantage.CLIENT}) {
      Sightings seen =
          Sightings.from(vantage)
              .saw(path.next(0).hops(63, 64).lived(2, wire -> wire.server(h -> h.lastPacket(2))))
              .saw(
                  AttemptBuilder.to(PathAttempts.REDIS)
                      .from("10.0.0.1:999")
                      .hops(63, 64)
                      .at(0.1)
                      .closed(0.2))
              .saw(stranger(9).hops(63, 64));
      assertThat(seen.finding(new NatRebindRule()).isPresent())
          .isEqualTo(vantage == Vantage.SERVER);
    }
  }
}
