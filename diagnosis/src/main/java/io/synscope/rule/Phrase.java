package io.synscope.rule;

import java.util.Locale;

/** Numbers as sentences say them. */
public final class Phrase {
  private Phrase() {}

  /** {@return a duration in the unit that fits it: 35 us, 1.2 ms, 3.05 s} */
  public static String span(long nanos) {
    if (nanos < 1_000_000) {
      return nanos / 1000 + " us";
    }
    return nanos < 1_000_000_000L
        ? String.format(Locale.ROOT, nanos < 10_000_000 ? "%.1f ms" : "%.0f ms", nanos / 1e6)
        : String.format(Locale.ROOT, nanos < 10_000_000_000L ? "%.2f s" : "%.0f s", nanos / 1e9);
  }

  /** {@return two durations as a range, or one where they read the same} */
  public static String range(long fromNanos, long toNanos) {
    String from = span(fromNanos);
    String to = span(toNanos);
    return from.equals(to) ? from : from + " to " + to;
  }

  /** {@return part of the whole in per cent} */
  public static String share(long part, long whole) {
    double percent = whole == 0 ? 0 : 100.0 * part / whole;
    return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
  }

  /** {@return "1 attempt", "3 attempts"} */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
