package io.synscope.cli.option;

/** Where in a capture to begin or to end. */
public sealed interface CapturePlace {
  /** A frame, as Wireshark numbers them in each file. */
  public record Frame(long number) implements CapturePlace {}

  /** A time, in nanoseconds since the epoch. */
  public record Time(long nanos) implements CapturePlace {}
}
