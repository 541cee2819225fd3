package io.synscope.capture;

/**
 * How captures are read.
 *
 * @param filter which packets are handed on
 */
public record CaptureOptions(PacketFilter filter) {
  /** Everything is handed on. */
  public static final CaptureOptions DEFAULT = new CaptureOptions(PacketFilter.ALL);
}
