package io.synscope.cli.render.json;

import io.synscope.comparison.Comparison;
import io.synscope.comparison.Ports;
import io.synscope.latency.Clock;
import io.synscope.observation.Phase;
import java.util.List;
import java.util.Map;

/**
 * What a file of ours holds about two sides.
 *
 * @param a what the user called the one
 * @param b and the other
 * @param phases how they compare
 * @param ports medians by source port of A and of B, where there were enough ports
 */
public record ComparedSides(String a, String b, List<Compared> phases, Map<String, Ports> ports)
    implements Saved {
  /** How they compare in one phase. */
  public record Compared(Phase phase, Clock clock, Comparison comparison) {}
}
