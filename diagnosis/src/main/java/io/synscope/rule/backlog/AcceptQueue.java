package io.synscope.rule.backlog;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.QueueCourse;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.rule.CaseFile;
import io.synscope.statistics.SortedTimes;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How long a listener's accept queue was, seen from outside: connections that the kernel had
 * finished and that nobody had served yet.
 */
final class AcceptQueue {
  /** Whoever is served so soon after asking has not waited to be accepted. */
  private static final long AT_ONCE_NANOS = 50_000_000L;

  private final SortedTimes completed;
  private final SortedTimes left;
  private final SortedTimes leftSparingTheIdle;

  private AcceptQueue(SortedTimes completed, SortedTimes left, SortedTimes leftSparingTheIdle) {
    this.completed = completed;
    this.left = left;
    this.leftSparingTheIdle = leftSparingTheIdle;
  }

  /**
   * {@return the queue in which a connection that was served as soon as it asked counts as accepted
   * all along: a pool connects before it asks}
   */
  AcceptQueue sparingTheIdle() {
    return new AcceptQueue(completed, leftSparingTheIdle, leftSparingTheIdle);
  }

  /** Takes down when connections entered the queue, and when they left it. */
  static final class Writer {
    private final CaseFile file;
    private final SortedTimes.Writer completed = new SortedTimes.Writer();
    private final SortedTimes.Writer left = new SortedTimes.Writer();
    private final SortedTimes.Writer leftSparingTheIdle = new SortedTimes.Writer();

    Writer(CaseFile file) {
      this.file = file;
    }

    /** Adds the connection, if there was one and the server's kernel held it. */
    void add(ConnectionAttempt attempt) {
      Moment completion = attempt.wire().handshake().finalAck();
      if (completion.seen() && held(file, attempt)) {
        completed.add(completion.nanos());
        long departure = departure(attempt);
        add(departure, left);
        add(servedAtOnce(attempt) ? completion.nanos() : departure, leftSparingTheIdle);
      }
    }

    private static void add(long nanos, SortedTimes.Writer times) {
      if (nanos != Moment.NEVER) {
        times.add(nanos);
      }
    }

    AcceptQueue done() {
      return new AcceptQueue(completed.done(), left.done(), leftSparingTheIdle.done());
    }
  }

  /** {@return whether the server's kernel holds it too} */
  private static boolean held(CaseFile file, ConnectionAttempt attempt) {
    return (attempt.outcome() != Outcome.RESET_AFTER_HANDSHAKE || livedUntilReset(attempt))
        && file.story(attempt) != Story.GHOST_ESTABLISHED
        && file.story(attempt) != Story.SYN_RETRANSMIT_THEN_GHOST;
  }

  /** A living socket was destroyed later: the kernel had held it until then. */
  private static boolean livedUntilReset(ConnectionAttempt attempt) {
    return attempt.wire().resets().stream()
        .anyMatch(reset -> reset.form() == Reset.Form.SOCKET_ABORT);
  }

  /** When it was served, or was over. */
  private static long departure(ConnectionAttempt attempt) {
    Moment served = attempt.wire().fromServer().volume().firstData();
    Moment over = attempt.wire().ending().at();
    if (!served.seen() || !over.seen()) {
      return served.seen() ? served.nanos() : over.nanos();
    }
    return Math.min(served.nanos(), over.nanos());
  }

  private static boolean servedAtOnce(ConnectionAttempt attempt) {
    Moment asked = attempt.wire().fromClient().volume().firstData();
    Moment served = attempt.wire().fromServer().volume().firstData();
    return asked.seen() && served.seen() && served.since(asked) < AT_ONCE_NANOS;
  }

  /** {@return how many waited at that time} */
  int waitingAt(long nanos) {
    return Math.max(0, completed.atOrBefore(nanos) - left.atOrBefore(nanos));
  }

  /** {@return how many waited, wherever that changed} */
  List<QueueCourse.Step> steps() {
    return LongStream.concat(completed.stream(), left.stream())
        .sorted()
        .distinct()
        .mapToObj(nanos -> new QueueCourse.Step(nanos, waitingAt(nanos)))
        .toList();
  }
}
