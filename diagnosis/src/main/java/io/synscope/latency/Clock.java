package io.synscope.latency;

import java.util.Locale;

/** Who held the stopwatch. Values of different clocks never share a histogram. */
public enum Clock {
  /** The kernel: tcpi_rtt for handshakes, SO_TIMESTAMPING for round trips. */
  KERNEL,
  /** The probe's event loop, beside the system call. */
  USER,
  /**
   * The schedule: from when an attempt was meant to begin, so that waiting to begin is not
   * forgotten.
   */
  INTENDED,
  /** Packets in a capture. */
  WIRE;

  /** {@return the word that reports use} */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
