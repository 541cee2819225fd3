package io.synscope.export;

import io.synscope.latency.IntervalSink;
import io.synscope.latency.Series;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * An interval log as HdrHistogram's own tools read it: one line for each series and interval, with
 * a tag {@code PHASE/clock/target}.
 *
 * <p>Values are nanoseconds; the column of maxima is in milliseconds, as usual. Attempts without a
 * value stand in lines tagged {@code failed/...}, as so many values of 1.
 */
public final class IntervalLog implements AutoCloseable {
  /** Stands before the tag of a series whose failures a line counts. */
  static final String FAILED = "failed/";

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final HistogramLogWriter writer;
  private final Map<Series, Long> failed = new HashMap<>();
  private final long baseMillis;

  private IntervalLog(PrintStream stream, long baseMillis) {
    writer = new HistogramLogWriter(stream);
    this.baseMillis = baseMillis;
    writer.outputComment("[Logged with synscope; values in nanoseconds, tags PHASE/clock/target]");
    writer.outputLogFormatVersion();
    writer.outputBaseTime(baseMillis);
    writer.setBaseTime(baseMillis);
    writer.outputStartTime(baseMillis);
    writer.outputLegend();
  }

  /** {@return a new log in that file, which begins then} */
  public static IntervalLog create(Path file, long startMillis) throws IOException {
    return new IntervalLog(
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.US_ASCII),
        startMillis);
  }

  /** {@return a sink for the intervals of this stretch} */
  public IntervalSink interval(long fromMillis, long toMillis) {
    return (series, interval, failures) -> {
      write(series.tag(), interval, fromMillis, toMillis);
      Long before = failed.put(series, failures);
      long gained = failures - (before == null ? 0 : before);
      if (gained > 0) {
        Histogram count = new Histogram(1);
        count.recordValueWithCount(1, gained);
        write(FAILED + series.tag(), count, fromMillis, toMillis);
      }
    };
  }

  /** Writes one interval of nanoseconds under this tag, which has no space and no comma. */
  public void write(String tag, Histogram values, long fromMillis, long toMillis) {
    values.setTag(tag);
    values.setStartTimeStamp(fromMillis);
    values.setEndTimeStamp(toMillis);
    writer.outputIntervalHistogram(
        (fromMillis - baseMillis) / MILLIS_PER_SECOND,
        (toMillis - baseMillis) / MILLIS_PER_SECOND,
        values,
        NANOS_PER_MILLI);
    values.setTag(null);
  }

  @Override
  public void close() {
    writer.close();
  }
}
