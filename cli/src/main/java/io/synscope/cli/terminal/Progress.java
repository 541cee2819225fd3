package io.synscope.cli.terminal;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line on the talk stream that says how far a long read is: nothing in the first second, then
 * redrawn five times a second.
 */
public final class Progress {
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long BETWEEN_NANOS = 200_000_000L;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final PrintStream talk;
  private final LongSupplier clock;
  private final long startNanos;
  private long nextNanos;
  private boolean drawn;

  /**
   * A progress line that begins to count now.
   *
   * @param talk where to draw
   * @param clock monotonic nanoseconds
   */
  public Progress(PrintStream talk, LongSupplier clock) {
    this.talk = talk;
    this.clock = clock;
    this.startNanos = clock.getAsLong();
    this.nextNanos = startNanos + FIRST_NANOS;
  }

  /**
   * Draws when it is time to.
   *
   * @param doneBytes read so far
   * @param totalBytes size of all input; 0 when unknown, as for a pipe
   */
  public void update(long doneBytes, long totalBytes) {
    long now = clock.getAsLong();
    if (now < nextNanos) {
      return;
    }
    nextNanos = now + BETWEEN_NANOS;
    drawn = true;
    talk.print("\r" + line(doneBytes, totalBytes, now - startNanos) + "\u001b[K");
    talk.flush();
  }

  /** Takes the line away. */
  public void finish() {
    if (drawn) {
      talk.print("\r\u001b[K");
      talk.flush();
    }
  }

  private static String line(long done, long total, long elapsedNanos) {
    double seconds = elapsedNanos / 1e9;
    double rate = done / seconds;
    String read = String.format(Locale.ROOT, "%.0f MB", done / BYTES_PER_MEGABYTE);
    String speed = String.format(Locale.ROOT, "%.0f MB/s", rate / BYTES_PER_MEGABYTE);
    if (total <= 0) {
      return "read " + read + ", " + speed;
    }
    String size = String.format(Locale.ROOT, "%.0f MB", total / BYTES_PER_MEGABYTE);
    String left =
        rate > 0
            ? String.format(Locale.ROOT, ", %.0f s left", Math.max(0, total - done) / rate)
            : "";
    return String.format(
        Locale.ROOT,
        "read %s of %s (%d %%), %s%s",
        read,
        size,
        100 * Math.min(done, total) / total,
        speed,
        left);
  }
}
