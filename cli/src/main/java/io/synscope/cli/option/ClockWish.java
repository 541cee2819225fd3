package io.synscope.cli.option;

import io.synscope.cli.terminal.CannotTellException;
import io.synscope.latency.Clock;
import io.synscope.run.ProbeResult;

/** Whose stopwatch the user wants to be shown. */
public enum ClockWish {
  /** The kernel's where it tells, the probe's beside it. */
  AUTO,
  /** The kernel's, or nothing. */
  KERNEL,
  /** The probe's alone. */
  USER;

  /** {@return this result without the clocks that are not wanted} */
  public ProbeResult shown(ProbeResult result) {
    if (this == KERNEL && !result.transport().contains("epoll")) {
      throw new CannotTellException(
          "--clock kernel: the kernel does not tell its times on "
              + result.transport()
              + " sockets; use --clock auto on this platform");
    }
    if (this != USER) {
      return result;
    }
    return new ProbeResult(
        result.resolutions(),
        result.attempts(),
        result.counts(),
        result.latency().stream()
            .filter(line -> !line.clock().equals(Clock.KERNEL.word()))
            .toList(),
        result.firstNanos(),
        result.lastNanos(),
        result.transport(),
        result.caveats());
  }
}
