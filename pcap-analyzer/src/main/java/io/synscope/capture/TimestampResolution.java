package io.synscope.capture;

/**
 * The unit of a pcapng interface's timestamps, if_tsresol: a power of ten or of two of a second,
 * and an offset.
 */
final class TimestampResolution {
  /** pcapng 4.2: without the option, microseconds. */
  static final TimestampResolution MICROSECONDS = new TimestampResolution(6, 0);

  /**
   * Far enough (the year 2116) for every clock that pcap can write, near enough that differences
   * never overflow.
   */
  static final long LATEST_NANOS = Long.MAX_VALUE / 2;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int NANO_EXPONENT = 9;
  private static final int LAST_DECIMAL_EXPONENT = NANO_EXPONENT + 18; // 10^19 does not fit a long
  private static final int POWER_OF_TWO = 0x80;

  private final int exponent;
  private final boolean binary;
  private final long factor;
  private final long offsetNanos;

  /** The option's byte, and if_tsoffset in seconds. */
  TimestampResolution(int option, long offsetSeconds) {
    binary = (option & POWER_OF_TWO) != 0;
    exponent = option & ~POWER_OF_TWO;
    factor = binary ? 1 : powerOfTen(Math.abs(NANO_EXPONENT - exponent));
    long limit = LATEST_NANOS / NANOS_PER_SECOND;
    offsetNanos = Math.max(-limit, Math.min(limit, offsetSeconds)) * NANOS_PER_SECOND;
  }

  /** {@return nanoseconds since 1970, within 0 and {@link #LATEST_NANOS} whatever the ticks are} */
  long nanos(long ticks) {
    long nanos = binary ? ofBinary(ticks) : ofDecimal(ticks);
    return nanos < 0 || nanos > LATEST_NANOS ? LATEST_NANOS : clamp(nanos + offsetNanos);
  }

  private long ofDecimal(long ticks) {
    if (exponent > LAST_DECIMAL_EXPONENT) {
      return 0;
    }
    if (exponent > NANO_EXPONENT) {
      return Long.divideUnsigned(ticks, factor);
    }
    return ticks < 0 || ticks > LATEST_NANOS / factor ? LATEST_NANOS : ticks * factor;
  }

  private long ofBinary(long ticks) {
    if (exponent >= Long.SIZE) {
      return 0;
    }
    long seconds = exponent == 0 ? ticks : ticks >>> exponent;
    long fraction = exponent == 0 ? 0 : ticks & -1L >>> Long.SIZE - exponent;
    if (seconds < 0 || seconds > LATEST_NANOS / NANOS_PER_SECOND) {
      return LATEST_NANOS;
    }
    long high = Math.multiplyHigh(fraction, NANOS_PER_SECOND);
    long low = fraction * NANOS_PER_SECOND;
    long nanos = exponent == 0 ? 0 : high << Long.SIZE - exponent | low >>> exponent;
    return seconds * NANOS_PER_SECOND + nanos;
  }

  private static long clamp(long nanos) {
    return Math.max(0, Math.min(LATEST_NANOS, nanos));
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < Math.min(exponent, LAST_DECIMAL_EXPONENT - NANO_EXPONENT); i++) {
      power *= 10;
    }
    return power;
  }
}
