package io.synscope.rule.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.Address;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Recovery;
import io.synscope.observation.Reset;
import io.synscope.observation.SegmentSizes;
import io.synscope.observation.Vantage;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.HalfBuilder;
import io.synscope.testing.Sightings;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PathRulesTest {
  private static final String REDIS = "10.0.0.9:6379";
  private int port = 41000;

  private AttemptBuilder next(double at) {
    return AttemptBuilder.to(REDIS).from("10.0.0.1:" + port++).at(at);
  }

  private AttemptBuilder sender(UnaryOperator<HalfBuilder> client) {
    return next(0).lived(9, wire -> wire.client(client));
  }

  private static HalfBuilder swallowed(HalfBuilder half, SegmentSizes sizes) {
    return half.inVain(1448, 0.02, 0.2, 0.6, 1.4, 3).sizes(sizes);
  }

  // MTU

  @Test
  void largeOnesVanishAndASmallerOneBehindThemPasses_isABlackHole() {
    SegmentSizes sizes = new SegmentSizes(1448, 237, 1448, 5, true, false, 0, 0);
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(sender(half -> swallowed(half, sizes)))
            .finding(new MtuBlackHoleRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.sentence()).contains("289 and 1499");
  }

  @Test
  void sameBytesPassWhenSentSmaller_isProven() {
    SegmentSizes sizes = new SegmentSizes(1448, 1024, 0, 0, false, true, 0, 0);
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(sender(half -> swallowed(half, sizes)))
            .finding(new MtuBlackHoleRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.PROVEN);
  }

  @Test
  void sizeThatPassedElsewhere_isNoBlackHole() {
    SegmentSizes sizes = new SegmentSizes(1448, 237, 1448, 5, true, false, 0, 0);
    SegmentSizes passed = new SegmentSizes(1448, 1448, 0, 0, false, false, 0, 0);
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(sender(half -> swallowed(half, sizes)))
            .saw(sender(half -> half.sizes(passed)));
    assertThat(seen.finding(new MtuBlackHoleRule())).isEmpty();
  }

  @Test
  void closedWindow_isNoBlackHole() {
    SegmentSizes sizes = new SegmentSizes(1448, 237, 1448, 5, true, false, 0, 0);
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                next(0)
                    .lived(
                        9,
                        wire ->
                            wire.client(half -> swallowed(half, sizes))
                                .server(half -> half.closedWindow(0.02, -1))));
    assertThat(seen.finding(new MtuBlackHoleRule())).isEmpty();
  }

  @Test
  void wholeSegmentsThatNeverCame_areStrongWhereTheirRepetitionsAreCounted() {
    SegmentSizes sizes = new SegmentSizes(111, 111, 0, 0, false, false, 2 * 1448, 111);
    Finding counted =
        Sightings.from(Vantage.CLIENT)
            .saw(next(0).lived(9, w -> w.server(half -> half.sizes(sizes).gaps(5))))
            .finding(new MtuBlackHoleRule())
            .orElseThrow();
    assertThat(counted.confidence()).isEqualTo(Confidence.STRONG);
    Finding uncounted =
        Sightings.from(Vantage.CLIENT)
            .saw(next(0).lived(9, w -> w.server(half -> half.sizes(sizes))))
            .finding(new MtuBlackHoleRule())
            .orElseThrow();
    assertThat(uncounted.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void holeThatIsNoWholeSegment_isLossAndNoBlackHole() {
    SegmentSizes sizes = new SegmentSizes(111, 111, 0, 0, false, false, 2000, 111);
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(next(0).lived(9, w -> w.server(half -> half.sizes(sizes).gaps(5))));
    assertThat(seen.finding(new MtuBlackHoleRule())).isEmpty();
  }

  private static HalfBuilder probed(HalfBuilder half, int missing) {
    return half.data(7, 5665, 6.4, 6.5)
        .gaps(missing)
        .sizes(new SegmentSizes(1024, 1024, 0, 0, false, false, 0, 0));
  }

  @Test
  void messageInProbingSizeAfterASilence_isABlackHoleThatHasHealed() {
    Finding found =
        Sightings.from(Vantage.SERVER)
            .saw(next(0).lived(7, w -> w.client(h -> probed(h, 9)).idle(0.01, 6.4, true)))
            .finding(new MtuBlackHoleRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void applicationThatWritesKilobytes_isNoBlackHole() {
    Sightings seen =
        Sightings.from(Vantage.SERVER)
            .saw(next(0).lived(7, w -> w.client(h -> probed(h, 0)).idle(0.01, 6.4, true)));
    assertThat(seen.finding(new MtuBlackHoleRule())).isEmpty();
  }

  private static IcmpReport tooBig(boolean valid) {
    return new IcmpReport(
        Sightings.moment(0.021),
        3,
        4,
        false,
        Address.parse("10.0.0.254"),
        1400,
        Party.CLIENT,
        63,
        valid);
  }

  @Test
  void icmpThatIsHeeded_isPathMtuDiscoveryAtWork() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(next(0).lived(1, wire -> wire.icmp(tooBig(true))))
            .finding(new PathMtuDiscoveryRule())
            .orElseThrow();
    assertThat(found.severity()).isEqualTo(Severity.INFO);
    assertThat(found.sentence()).contains("1400");
  }

  @Test
  void icmpThatQuotesNothingOfThisConnection_isIgnored() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT).saw(next(0).lived(1, wire -> wire.icmp(tooBig(false))));
    assertThat(seen.finding(new PathMtuDiscoveryRule())).isEmpty();
  }

  // loss and its look-alikes

  private static HalfBuilder lossy(HalfBuilder half, int ranges) {
    return half.data(200, 2800, 0.01, 8).again(Recovery.TIMEOUT, ranges, 14, 1).lost(ranges);
  }

  @Test
  void rangesLostOnSeveralConnections_areRandomLoss() {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    for (int i = 0; i < 3; i++) {
      seen.saw(sender(half -> lossy(half, 2)));
    }
    Finding found = seen.finding(new RandomLossRule()).orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.count()).isEqualTo(6);
    assertThat(found.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void oneLostRange_isNotWorthTelling() {
    Sightings seen = Sightings.from(Vantage.CLIENT).saw(sender(half -> lossy(half, 1)));
    assertThat(seen.finding(new RandomLossRule())).isEmpty();
  }

  @Test
  void segmentsThatOvertakeEachOther_areReorderedAndNotLost() {
    Sightings seen =
        Sightings.from(Vantage.SERVER)
            .saw(sender(half -> half.data(200, 200_000, 0.01, 8).reordered(6).reportedTwice(3)));
    assertThat(seen.finding(new RandomLossRule())).isEmpty();
    assertThat(seen.finding(new ReorderingRule())).isPresent();
  }

  @Test
  void copiesThatTheReceiverReports_areDuplicatesAndNoLoss() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(sender(half -> half.data(200, 2800, 0.01, 8).reportedTwice(9)));
    assertThat(seen.finding(new DuplicatesRule())).isPresent();
    assertThat(seen.finding(new RandomLossRule())).isEmpty();
  }

  @Test
  void repetitionsThatTheReceiverReports_areNoDuplicates() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                sender(
                    half ->
                        half.data(200, 2800, 0.01, 8)
                            .again(Recovery.SPURIOUS, 5, 14, 1)
                            .reportedTwice(5)));
    assertThat(seen.finding(new DuplicatesRule())).isEmpty();
  }

  // connections cut off

  private AttemptBuilder cut() {
    return next(0)
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
            .saw(next(0).lived(9, wire -> wire.server(half -> half.data(50, 350, 0.01, 8.9))));
    assertThat(seen.finding(new PathCutRule()).orElseThrow().confidence())
        .isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void hungServer_isNoPathCut() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(next(0).lived(9, wire -> wire.talk(talk -> talk.waiting("PING", 2))));
    assertThat(seen.finding(new PathCutRule())).isEmpty();
  }

  // resets

  private AttemptBuilder resetBy(int hopLimit, Reset.Form form) {
    return next(0)
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
    return next(at)
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
              .saw(next(0).hops(63, 64).lived(2, wire -> wire.server(h -> h.lastPacket(2))))
              .saw(AttemptBuilder.to(REDIS).from("10.0.0.1:999").hops(63, 64).at(0.1).closed(0.2))
              .saw(stranger(9).hops(63, 64));
      assertThat(seen.finding(new NatRebindRule()).isPresent())
          .isEqualTo(vantage == Vantage.SERVER);
    }
  }
}
