package io.synscope.rule.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.Address;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Party;
import io.synscope.observation.SegmentSizes;
import io.synscope.observation.Vantage;
import io.synscope.testing.HalfBuilder;
import io.synscope.testing.Sightings;
import org.junit.jupiter.api.Test;

/** Segments that are too large for the path, and what only looks like it. */
class MtuRulesTest {
  private final PathAttempts path = new PathAttempts();

  private static HalfBuilder swallowed(HalfBuilder half, SegmentSizes sizes) {
    return half.inVain(1448, 0.02, 0.2, 0.6, 1.4, 3).sizes(sizes);
  }

  @Test
  void largeOnesVanishAndASmallerOneBehindThemPasses_isABlackHole() {
    SegmentSizes sizes = new SegmentSizes(1448, 237, 1448, true, false, 0, 0);
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(path.sender(half -> swallowed(half, sizes)))
            .finding(new MtuBlackHoleRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.STRONG);
    assertThat(found.sentence()).contains("289 and 1499");
  }

  @Test
  void sameBytesPassWhenSentSmaller_isProven() {
    SegmentSizes sizes = new SegmentSizes(1448, 1024, 0, false, true, 0, 0);
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(path.sender(half -> swallowed(half, sizes)))
            .finding(new MtuBlackHoleRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.PROVEN);
  }

  @Test
  void sizeThatPassedElsewhere_isNoBlackHole() {
    SegmentSizes sizes = new SegmentSizes(1448, 237, 1448, true, false, 0, 0);
    SegmentSizes passed = new SegmentSizes(1448, 1448, 0, false, false, 0, 0);
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(path.sender(half -> swallowed(half, sizes)))
            .saw(path.sender(half -> half.sizes(passed)));
    assertThat(seen.finding(new MtuBlackHoleRule())).isEmpty();
  }

  @Test
  void closedWindow_isNoBlackHole() {
    SegmentSizes sizes = new SegmentSizes(1448, 237, 1448, true, false, 0, 0);
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(
                path.next(0)
                    .lived(
                        9,
                        wire ->
                            wire.client(half -> swallowed(half, sizes))
                                .server(half -> half.closedWindow(0.02, -1))));
    assertThat(seen.finding(new MtuBlackHoleRule())).isEmpty();
  }

  @Test
  void wholeSegmentsThatNeverCame_areStrongWhereTheirRepetitionsAreCounted() {
    SegmentSizes sizes = new SegmentSizes(111, 111, 0, false, false, 2 * 1448, 111);
    Finding counted =
        Sightings.from(Vantage.CLIENT)
            .saw(path.next(0).lived(9, w -> w.server(half -> half.sizes(sizes).gaps(5))))
            .finding(new MtuBlackHoleRule())
            .orElseThrow();
    assertThat(counted.confidence()).isEqualTo(Confidence.STRONG);
    Finding uncounted =
        Sightings.from(Vantage.CLIENT)
            .saw(path.next(0).lived(9, w -> w.server(half -> half.sizes(sizes))))
            .finding(new MtuBlackHoleRule())
            .orElseThrow();
    assertThat(uncounted.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void holeThatIsNoWholeSegment_isLossAndNoBlackHole() {
    SegmentSizes sizes = new SegmentSizes(111, 111, 0, false, false, 2000, 111);
    Sightings seen =
        Sightings.from(Vantage.CLIENT)
            .saw(path.next(0).lived(9, w -> w.server(half -> half.sizes(sizes).gaps(5))));
    assertThat(seen.finding(new MtuBlackHoleRule())).isEmpty();
  }

  private static HalfBuilder probed(HalfBuilder half, int missing) {
    return half.data(7, 5665, 6.4, 6.5)
        .gaps(missing)
        .sizes(new SegmentSizes(1024, 1024, 0, false, false, 0, 0));
  }

  @Test
  void messageInProbingSizeAfterASilence_isABlackHoleThatHasHealed() {
    Finding found =
        Sightings.from(Vantage.SERVER)
            .saw(path.next(0).lived(7, w -> w.client(h -> probed(h, 9)).idle(0.01, 6.4, true)))
            .finding(new MtuBlackHoleRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void applicationThatWritesKilobytes_isNoBlackHole() {
    Sightings seen =
        Sightings.from(Vantage.SERVER)
            .saw(path.next(0).lived(7, w -> w.client(h -> probed(h, 0)).idle(0.01, 6.4, true)));
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
            .saw(path.next(0).lived(1, wire -> wire.icmp(tooBig(true))))
            .finding(new PathMtuDiscoveryRule())
            .orElseThrow();
    assertThat(found.severity()).isEqualTo(Severity.INFO);
    assertThat(found.sentence()).contains("1400");
  }

  @Test
  void icmpThatQuotesNothingOfThisConnection_isIgnored() {
    Sightings seen =
        Sightings.from(Vantage.CLIENT).saw(path.next(0).lived(1, wire -> wire.icmp(tooBig(false))));
    assertThat(seen.finding(new PathMtuDiscoveryRule())).isEmpty();
  }
}
