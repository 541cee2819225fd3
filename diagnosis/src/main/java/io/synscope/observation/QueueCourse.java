package io.synscope.observation;

import java.util.List;

/**
 * How full a listener's accept queue was, seen from outside: handshakes that were complete and that
 * the application had not yet served or closed.
 *
 * @param server whose queue
 * @param fullAt the fewest that waited when a SYN or a final ACK was ignored; 0 when nothing waited
 * @param steps how many waited from then on, by time
 * @param marks what was refused room, by time
 * @param marksTotal how many marks there were; more than are listed in a large capture
 * @param herds times at which ignored SYNs came back together
 */
public record QueueCourse(
    Endpoint server,
    int fullAt,
    List<Step> steps,
    List<Mark> marks,
    int marksTotal,
    List<Herd> herds) {
  /** From this time on so many waited. */
  public record Step(long nanos, int waiting) {}

  /** At this time something was refused room. */
  public record Mark(long nanos, Kind kind, Endpoint client) {}

  /** So many ignored SYNs were repeated within this time. */
  public record Herd(long fromNanos, long toNanos, int syns) {}

  /** What was refused. */
  public enum Kind {
    /** A first SYN that stayed without an answer. */
    SYN,
    /** The repetition of such a SYN, ignored as well. */
    SYN_AGAIN,
    /** The ACK that completed a handshake, so that only the client believes it established. */
    FINAL_ACK,
    /** A handshake that was complete and then reset. */
    RESET
  }
}
