package io.synscope.cli;

import io.synscope.export.IntervalLog;
import io.synscope.observation.Exchange;
import io.synscope.observation.FourTuple;
import io.synscope.redis.ExchangeListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Times of captured exchanges as an interval log: a line for each second, command and server,
 * tagged {@code COMMAND@server}.
 *
 * <p>A value is the time from the request's first byte to the reply's last, where the capture was
 * taken. Commands whose purpose is to wait are left out.
 */
final class ExchangeLog implements ExchangeListener, AutoCloseable {
  private static final long INTERVAL_MILLIS = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long LONGEST_NANOS = 3_600_000_000_000L;

  private final Path file;
  private final Map<String, Histogram> interval = new TreeMap<>();
  private @Nullable IntervalLog log;
  private long fromMillis;

  ExchangeLog(Path file) {
    this.file = file;
  }

  @Override
  public void exchange(FourTuple connection, Exchange exchange) {
    if (exchange.blocking() || !exchange.replyEnd().seen()) {
      return;
    }
    advance(exchange.replyEnd().nanos() / NANOS_PER_MILLI);
    String tag = (exchange.command() + "@" + connection.server()).replaceAll("[\\s,]", "_");
    interval
        .computeIfAbsent(tag, any -> new Histogram(LONGEST_NANOS, 3))
        .recordValue(Math.min(Math.max(0, exchange.totalNanos()), LONGEST_NANOS));
  }

  /** The first exchange opens the log; one of a later second completes what came before. */
  private void advance(long nowMillis) {
    try {
      if (log == null) {
        fromMillis = nowMillis - nowMillis % INTERVAL_MILLIS;
        log = IntervalLog.create(file, fromMillis);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (nowMillis >= fromMillis + INTERVAL_MILLIS) {
      flush();
      fromMillis = nowMillis - nowMillis % INTERVAL_MILLIS;
    }
  }

  private void flush() {
    IntervalLog open = log;
    if (open != null) {
      interval.forEach(
          (tag, values) -> {
            if (values.getTotalCount() > 0) {
              open.write(tag, values, fromMillis, fromMillis + INTERVAL_MILLIS);
              values.reset();
            }
          });
    }
  }

  /** Completes the file; without any exchange it holds the head alone. */
  @Override
  public void close() throws IOException {
    if (log == null) {
      log = IntervalLog.create(file, 0);
    }
    flush();
    log.close();
  }
}
