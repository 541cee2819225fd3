package io.synscope.report;

import io.synscope.observation.QueueCourse;
import java.util.List;

/**
 * What happened when: facts that a table cannot tell and a picture can.
 *
 * @param latency how long requests took, by when they began
 * @param queues accept queues that overflowed
 */
public record OverTime(List<LatencyOverTime> latency, List<QueueCourse> queues) {
  /** Nothing was counted by time. */
  public static final OverTime NONE = new OverTime(List.of(), List.of());
}
