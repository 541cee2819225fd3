package io.synscope.run;

import io.synscope.report.LatencyLine;
import io.synscope.target.Resolution;
import java.util.List;

/**
 * What a run has found, or has found so far.
 *
 * @param resolutions one for each target, in the order given
 * @param attempts the newest attempts, at most 100,000, in the order in which they ended
 * @param counts how many there were of each kind
 * @param latency percentiles by target, phase and clock
 * @param firstNanos when the run began, epoch
 * @param lastNanos when it ended or was looked at, epoch
 * @param transport how sockets were driven
 * @param caveats what could not be seen, and how far the clocks may be off
 */
public record ProbeResult(
    List<Resolution> resolutions,
    List<AttemptEvent> attempts,
    Counts counts,
    List<LatencyLine> latency,
    long firstNanos,
    long lastNanos,
    String transport,
    List<String> caveats) {}
