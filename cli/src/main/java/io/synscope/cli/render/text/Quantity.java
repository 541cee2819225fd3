package io.synscope.cli.render.text;

import io.synscope.observation.Moment;
import io.synscope.report.LatencyLine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people read them: three significant digits with a unit, grouped counts, UTC times. */
public final class Quantity {
  private static final long[] UNIT_NANOS = {1_000_000_000L, 1_000_000L, 1_000L};
  private static final String[] UNIT_NAMES = {" s", " ms", " \u00b5s"};
  private static final String[] BYTE_NAMES = {" B", " kB", " MB", " GB", " TB"};
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLISECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Quantity() {}

  /**
   * {@return a time span with three significant digits: 12.3 ms} Unbounded percentiles are
   * infinite.
   */
  public static String span(long nanos) {
    if (nanos == LatencyLine.UNBOUNDED) {
      return "\u221e";
    }
    long magnitude = Math.abs(nanos);
    for (int i = 0; i < UNIT_NANOS.length; i++) {
      if (magnitude >= UNIT_NANOS[i]) {
        return significant((double) nanos / UNIT_NANOS[i]) + UNIT_NAMES[i];
      }
    }
    return nanos + " ns";
  }

  /** {@return a time span, or a dash where none was measured} */
  static String spanOrDash(long nanos) {
    return nanos == 0 ? "-" : span(nanos);
  }

  /** {@return a count with grouped thousands: 12,345} */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@return a count with its noun, in the plural where it is one} */
  public static String count(long number, String noun) {
    return count(number) + " " + (number == 1 ? noun : noun + "s");
  }

  /** {@return a size in decimal units: 1.20 MB} */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < BYTE_NAMES.length - 1) {
      value /= 1000;
      unit++;
    }
    return (unit == 0 ? Long.toString(bytes) : significant(value)) + BYTE_NAMES[unit];
  }

  /** {@return date and time of day to the second, UTC} */
  static String dateTime(long epochNanos) {
    return DAY.format(instant(epochNanos)) + " " + SECOND.format(instant(epochNanos));
  }

  /** {@return time of day to the millisecond, UTC} */
  public static String timeOfDay(long epochNanos) {
    return epochNanos == Moment.NEVER ? "-" : MILLISECOND.format(instant(epochNanos));
  }

  private static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, 1_000_000_000L), Math.floorMod(epochNanos, 1_000_000_000L));
  }

  private static String significant(double value) {
    double magnitude = Math.abs(value);
    String pattern = magnitude >= 99.95 ? "%.0f" : magnitude >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
