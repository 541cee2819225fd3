package io.synscope.observation;

/**
 * Which frame of which file: the file's index in the upper 24 bits, the number that Wireshark shows
 * in the lower 40.
 */
public final class FrameId {
  private static final int NUMBER_BITS = 40;

  private FrameId() {}

  /** {@return the identity of frame {@code number} (from 1) of file {@code file} (from 0)} */
  public static long of(int file, long number) {
    return ((long) file << NUMBER_BITS) | number;
  }

  /** {@return the index of the file, from 0} */
  public static int file(long frame) {
    return (int) (frame >>> NUMBER_BITS);
  }

  /** {@return the frame's number in its file, from 1, as Wireshark counts} */
  public static long number(long frame) {
    return frame & ((1L << NUMBER_BITS) - 1);
  }
}
