package io.synscope.cli.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
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
  private final List<Read> reads = new ArrayList<>();

  /** One of the reads whose sum is told, each perhaps in a thread of its own. */
  public final class Read {
    private long doneBytes;
    private long totalBytes;

    /**
     * Draws when it is time to.
     *
     * @param done read so far of this
     * @param total its size; 0 or less when unknown, as for a pipe
     */
    public void update(long done, long total) {
      synchronized (Progress.this) {
        doneBytes = done;
        totalBytes = total;
        draw();
      }
    }

    /** Takes the line away. */
    public void finish() {
      Progress.this.finish();
    }
  }

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

  /** {@return a read that is told here, beside the others} */
  public synchronized Read read() {
    Read read = new Read();
    reads.add(read);
    return read;
  }

  private void draw() {
    long now = clock.getAsLong();
    if (now < nextNanos) {
      return;
    }
    nextNanos = now + BETWEEN_NANOS;
    drawn = true;
    boolean known = reads.stream().allMatch(read -> read.totalBytes > 0);
    long done = reads.stream().mapToLong(read -> read.doneBytes).sum();
    long total = known ? reads.stream().mapToLong(read -> read.totalBytes).sum() : 0;
    talk.print("\r" + line(done, total, now - startNanos) + "\u001b[K");
    talk.flush();
  }

  private synchronized void finish() {
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
