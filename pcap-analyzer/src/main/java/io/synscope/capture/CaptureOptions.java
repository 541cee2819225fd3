package io.synscope.capture;

/**
 * How captures are read.
 *
 * @param frames which frames are decoded: a BPF expression
 * @param packets which of those are handed on
 */
public record CaptureOptions(FrameFilter frames, PacketFilter packets) {
  /** Everything is handed on. */
  public static final CaptureOptions DEFAULT =
      new CaptureOptions(FrameFilter.ALL, PacketFilter.ALL);

  /** {@return these options with this filter of packets} */
  public CaptureOptions with(PacketFilter filter) {
    return new CaptureOptions(frames, filter);
  }

  /** {@return these options with this filter of frames} */
  public CaptureOptions with(FrameFilter filter) {
    return new CaptureOptions(filter, packets);
  }
}
