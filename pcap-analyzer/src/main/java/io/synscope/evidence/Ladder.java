package io.synscope.evidence;

import io.synscope.observation.FourTuple;
import java.util.List;

/**
 * The packets of one connection in time order.
 *
 * @param connection whose
 * @param rungs its packets, or the first and last of them with the decisive ones between
 * @param omitted packets left out
 */
public record Ladder(FourTuple connection, List<Rung> rungs, int omitted) {}
