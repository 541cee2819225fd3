package io.synscope.export;

import io.synscope.latency.Clock;
import io.synscope.latency.Series;
import io.synscope.observation.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.jspecify.annotations.Nullable;

/** Reads an interval log, ours or another tool's, for comparing it. */
public final class LoggedSlots {
  private LoggedSlots() {}

  /** One interval of one series. */
  private record Key(Series series, long startMillis) {}

  /**
   * {@return what is in the log, slot by slot}
   *
   * @throws IOException when it cannot be read, or holds no interval
   */
  public static SlotBook read(Path file) throws IOException {
    Map<Key, AbstractHistogram> values = new LinkedHashMap<>();
    Map<Key, Long> failures = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file);
        HistogramLogReader reader = new HistogramLogReader(in)) {
      while (reader.hasNext()) {
        take(reader.nextIntervalHistogram(), values, failures);
      }
    } catch (RuntimeException e) {
      throw new IOException(file + ": not an interval log of HdrHistogram: " + e.getMessage(), e);
    }
    if (values.isEmpty()) {
      throw new IOException(file + ": no interval of a histogram in it; is it an .hlog file?");
    }
    SlotBook book = new SlotBook();
    values.forEach(
        (key, histogram) ->
            book.add(key.series(), key.startMillis(), histogram, failures.getOrDefault(key, 0L)));
    return book;
  }

  private static void take(
      @Nullable EncodableHistogram read,
      Map<Key, AbstractHistogram> values,
      Map<Key, Long> failures) {
    if (!(read instanceof AbstractHistogram histogram)) {
      return; // the end, or histograms of doubles, whose unit nobody knows
    }
    String tag = histogram.getTag() == null ? "" : histogram.getTag();
    long start = histogram.getStartTimeStamp();
    if (tag.startsWith(IntervalLog.FAILED)) {
      Key key = new Key(series(tag.substring(IntervalLog.FAILED.length())), start);
      failures.put(key, histogram.getTotalCount());
      values.putIfAbsent(key, new Histogram(1));
    } else {
      values.put(new Key(series(tag), start), histogram);
    }
  }

  /** Other tools' tags are targets of round trips. */
  private static Series series(String tag) {
    String[] words = tag.split("/", 3);
    if (words.length == 3) {
      Optional<Phase> phase = named(Phase.values(), words[0]);
      Optional<Clock> clock = named(Clock.values(), words[1].toUpperCase(Locale.ROOT));
      if (phase.isPresent() && clock.isPresent()) {
        return new Series(phase.get(), words[2], clock.get());
      }
    }
    return new Series(Phase.ROUND_TRIP, tag.isEmpty() ? "untagged" : tag, Clock.USER);
  }

  private static <E extends Enum<E>> Optional<E> named(E[] all, String name) {
    for (E one : all) {
      if (one.name().equals(name)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
