package io.synscope.capture.live;

/**
 * When the next file begins, and how many are kept.
 *
 * @param bytes a file's largest size; 0 for no limit
 * @param seconds a file's longest time; 0 for no limit
 * @param files how many are kept; the oldest is deleted; 0 for all
 */
public record Rotation(long bytes, long seconds, int files) {
  /** One file. */
  public static final Rotation NONE = new Rotation(0, 0, 0);

  boolean none() {
    return bytes == 0 && seconds == 0;
  }
}
