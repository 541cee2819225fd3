package io.synscope.rule;

import java.util.Locale;

/** Quantities as sentences tell them. */
public final class InWords {
  private static final long MICROSECOND = 1_000L;
  private static final long MILLISECOND = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private InWords() {}

  /** {@return a time span with two or three digits and its unit} */
  public static String span(long nanos) {
    if (nanos < MILLISECOND) {
      return nanos / MICROSECOND + " us";
    }
    if (nanos < SECOND) {
      return scaled((double) nanos / MILLISECOND) + " ms";
    }
    return nanos < 120 * SECOND
        ? scaled((double) nanos / SECOND) + " s"
        : scaled((double) nanos / SECOND / 60) + " min";
  }

  /** {@return two spans as a range, or one when they read the same} */
  public static String range(long fromNanos, long toNanos) {
    String from = span(fromNanos);
    String to = span(toNanos);
    return from.equals(to) ? from : from + " to " + to;
  }

  /** {@return part of whole in per cent} */
  public static String share(long part, long whole) {
    return whole == 0 ? "0 %" : scaled(100.0 * part / whole) + " %";
  }

  /** {@return a number with its noun in the singular or the plural} */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String scaled(double value) {
    String pattern = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
    String text = String.format(Locale.ROOT, pattern, value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
