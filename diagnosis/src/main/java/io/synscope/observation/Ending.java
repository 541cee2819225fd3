package io.synscope.observation;

/**
 * How a connection ended, and who began it.
 *
 * @param how the way it ended
 * @param by who sent the first FIN or RST; the server's half says nothing when {@code how} is OPEN
 *     or VANISHED
 * @param at that segment
 * @param lastSpoken the last payload of either end before it; unseen when there was none
 */
public record Ending(How how, Party by, Moment at, Moment lastSpoken) {
  /** The capture ended first. */
  public static final Ending OPEN = new Ending(How.OPEN, Party.CLIENT, Moment.NONE, Moment.NONE);

  /** {@return how long nobody had said anything when it ended; 0 when nothing was ever said} */
  public long quietNanos() {
    return at.seen() && lastSpoken.seen() ? at.since(lastSpoken) : 0;
  }

  /** The ways a connection ends. */
  public enum How {
    /** FIN. */
    CLOSED,
    /** RST. */
    RESET,
    /** Something stayed unacknowledged, then silence. */
    VANISHED,
    /** Still open when the capture ended. */
    OPEN
  }
}
