package io.synscope.comparison;

import java.util.List;
import java.util.Optional;

/**
 * B against A.
 *
 * @param countA values of A, failures among them
 * @param countB values of B
 * @param slots slots of time that were drawn from
 * @param paired whether both were measured in the same slots
 * @param differences by quantile, ascending
 * @param curveA A's percentiles from its least value as far as its values go
 * @param curveB B's
 * @param cliffsDelta share of pairs in which B is greater less share in which it is smaller
 * @param shiftNanos Hodges and Lehmann's shift of the medians of slots
 * @param shape how far the whole distributions are apart
 * @param modesA where A's values heap up at timers of TCP
 * @param modesB where B's do
 * @param verdict what it all comes to
 */
public record Comparison(
    long countA,
    long countB,
    int slots,
    boolean paired,
    List<QuantileDifference> differences,
    List<QuantileBand> curveA,
    List<QuantileBand> curveB,
    double cliffsDelta,
    double shiftNanos,
    Shape shape,
    List<Mode> modesA,
    List<Mode> modesB,
    Verdict verdict) {
  private static final double NEGLIGIBLE = 0.147; // Romano et al. 2006
  private static final double SMALL = 0.33;
  private static final double MEDIUM = 0.474;

  /** {@return the difference at that quantile} */
  public Optional<QuantileDifference> at(double share) {
    return differences.stream().filter(d -> d.share() == share).findFirst();
  }

  /** {@return the size of the effect in a word} */
  public String effect() {
    double size = Math.abs(cliffsDelta);
    return size < NEGLIGIBLE
        ? "negligible"
        : size < SMALL ? "small" : size < MEDIUM ? "medium" : "large";
  }
}
