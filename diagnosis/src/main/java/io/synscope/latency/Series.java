package io.synscope.latency;

import io.synscope.observation.Phase;

/**
 * What one histogram holds.
 *
 * @param phase the stretch that was timed
 * @param target whom it was timed with: ip:port, or the name where none is known
 * @param clock who timed it
 */
public record Series(Phase phase, String target, Clock clock) implements Comparable<Series> {
  @Override
  public int compareTo(Series other) {
    int byTarget = target.compareTo(other.target);
    int byPhase = phase.compareTo(other.phase);
    return byTarget != 0 ? byTarget : byPhase != 0 ? byPhase : clock.compareTo(other.clock);
  }

  /** {@return a name without spaces or commas, for tags of interval logs and file names} */
  public String tag() {
    return phase + "/" + clock.word() + "/" + target.replaceAll("[\\s,]", "_");
  }
}
