package io.synscope.observation;

/** One packet in time: when it was seen and as which frame. */
public record Moment(long nanos, long frame) {
  /** The time of something that was never seen. */
  public static final long NEVER = Long.MIN_VALUE;

  /** A packet that was never seen. */
  public static final Moment NONE = new Moment(NEVER, 0);

  /** {@return whether this was seen at all} */
  public boolean seen() {
    return nanos != NEVER;
  }

  /** {@return whether this came first; of two packets of one time, the one captured first did} */
  public boolean before(Moment other) {
    return nanos < other.nanos || nanos == other.nanos && frame < other.frame;
  }

  /** {@return nanoseconds from {@code earlier} to this moment; negative when this came first} */
  public long since(Moment earlier) {
    return nanos - earlier.nanos;
  }
}
