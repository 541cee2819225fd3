package io.synscope.analysis;

import io.synscope.capture.CaptureSource;
import java.io.IOException;
import java.util.List;

/**
 * The pipeline: bytes to packets to connections to observations to findings.
 *
 * <pre>
 * capture -> wire -> flow -> tcp -> redis -> observations -> rules -> report
 * reader thread | this thread | listener | this thread
 * </pre>
 *
 * <p>Batches of packets and what they gave to hear pass from thread to thread in the order of the
 * capture ({@link io.synscope.capture.ReadAhead}, {@link LaterHearing}); with one thread the report
 * is the same.
 */
public final class CaptureAnalyzer {
  private CaptureAnalyzer() {}

  /**
   * Analyses a capture from its first packet to its last.
   *
   * @throws IOException where reading itself fails; damage in the capture is part of the result
   */
  public static Analysis analyze(CaptureSource source, AnalysisOptions options) throws IOException {
    try (Reading reading = new Reading(source, options)) {
      while (reading.next()) {
        // until its end
      }
      return reading.conclude();
    }
  }

  /**
   * Analyses two captures, each by itself, from their first packets to their last: always the one
   * that is behind in time goes on, so that both came about as far when somebody ends them early.
   *
   * @return both, in this order
   * @throws IOException where reading itself fails
   */
  public static List<Analysis> analyze(
      CaptureSource one,
      AnalysisOptions optionsOfOne,
      CaptureSource other,
      AnalysisOptions optionsOfOther)
      throws IOException {
    try (Reading first = new Reading(one, optionsOfOne);
        Reading second = new Reading(other, optionsOfOther)) {
      boolean firstHasMore = true;
      boolean secondHasMore = true;
      while (firstHasMore || secondHasMore) {
        if (firstHasMore && (!secondHasMore || first.lastNanos() <= second.lastNanos())) {
          firstHasMore = first.next();
        } else {
          secondHasMore = second.next();
        }
      }
      return List.of(first.conclude(), second.conclude());
    }
  }
}
