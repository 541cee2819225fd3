package io.synscope.cli.render.html;

import io.synscope.observation.Moment;
import io.synscope.report.AttemptLine;
import io.synscope.report.Input;
import io.synscope.report.Report;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;

/**
 * Attempts counted by equal spans of time and by group of outcomes.
 *
 * @param startNanos beginning of the first span
 * @param spanNanos length of each
 * @param counts by span, then by the group's ordinal
 */
record AttemptBins(long startNanos, long spanNanos, int[][] counts) {
  private static final int SPANS = 96;
  private static final long LEAST_NANOS = 1_000;
  private static final long[] STEPS = {1, 2, 5};

  /** {@return the counts over the whole time of the report's input} */
  static AttemptBins of(Report report) {
    List<AttemptLine> timed =
        report.attempts().stream().filter(a -> a.startNanos() != Moment.NEVER).toList();
    Input input = report.input();
    LongSummaryStatistics times =
        LongStream.concat(
                timed.stream().mapToLong(AttemptLine::startNanos),
                LongStream.of(input.firstNanos(), input.lastNanos()))
            .filter(nanos -> nanos != Moment.NEVER)
            .summaryStatistics();
    long first = times.getCount() == 0 ? 0 : times.getMin();
    long last = times.getCount() == 0 ? 0 : times.getMax();
    long span = round(Math.max(LEAST_NANOS, (last - first) / SPANS + 1));
    long start = Math.floorDiv(first, span) * span;
    int spans = (int) ((last - start) / span) + 1;
    int[][] counts = new int[spans][OutcomeGroup.values().length];
    for (AttemptLine attempt : timed) {
      int at = (int) ((attempt.startNanos() - start) / span);
      counts[at][OutcomeGroup.of(attempt.outcome()).ordinal()]++;
    }
    return new AttemptBins(start, span, counts);
  }

  /** {@return the next of 1, 2, 5, 10, 20, 50, ...} */
  static long round(long value) {
    for (long power = 1; power > 0 && power < Long.MAX_VALUE / 50; power *= 10) {
      for (long step : STEPS) {
        if (step * power >= value) {
          return step * power;
        }
      }
    }
    return value;
  }

  /** {@return the least round count that is not less and has a whole half; 1 stays} */
  static long even(long value) {
    long[] evenSteps = {1, 2, 4, 6, 8};
    for (long power = 1; power < Long.MAX_VALUE / 100; power *= 10) {
      for (long step : evenSteps) {
        if (step * power >= value) {
          return step * power;
        }
      }
    }
    return value;
  }

  int total(int span) {
    int sum = 0;
    for (int count : counts[span]) {
      sum += count;
    }
    return sum;
  }

  int total(OutcomeGroup group) {
    int sum = 0;
    for (int[] span : counts) {
      sum += span[group.ordinal()];
    }
    return sum;
  }

  int highest() {
    int highest = 0;
    for (int i = 0; i < counts.length; i++) {
      highest = Math.max(highest, total(i));
    }
    return highest;
  }

  long endNanos() {
    return startNanos + spanNanos * counts.length;
  }
}
