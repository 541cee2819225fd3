package io.synscope.cli;

/** Where in a capture to begin or to end. */
sealed interface CapturePlace {
  /** A frame, as Wireshark numbers them in each file. */
  record Frame(long number) implements CapturePlace {}

  /** A time, in nanoseconds since the epoch. */
  record Time(long nanos) implements CapturePlace {}
}
