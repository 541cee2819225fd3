package io.synscope.redis;

import io.synscope.observation.ErrorReply;
import io.synscope.observation.Exchange;
import io.synscope.observation.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What few connections have: error replies, slow exchanges, an open transaction. */
final class Notes {
  private static final int MAX_SLOWEST = 8;
  private static final int MAX_ERRORS = 16;
  private static final int MAX_QUEUED = 256;
  private static final Comparator<Exchange> SLOWEST_FIRST =
      Comparator.comparingLong(Exchange::totalNanos).reversed();

  private final List<ErrorReply> errors = new ArrayList<>(2);
  private final List<Exchange> slowest = new ArrayList<>(2);
  private short[] queued = new short[0];
  private int queuedCount;

  /** An error reply came, asked for or not; {@return whether it turned the client away} */
  boolean error(ReplyReader r, boolean asked) {
    String error = r.text();
    boolean turnedAway = ErrorText.turnsAway(error);
    note(error, turnedAway || !asked, new Moment(r.startNanos(), r.startFrame()));
    return turnedAway;
  }

  private void note(String error, boolean unasked, Moment at) {
    String code = ErrorText.code(error);
    for (int i = 0; i < errors.size(); i++) {
      ErrorReply known = errors.get(i);
      if (known.code().equals(code)) {
        errors.set(
            i,
            new ErrorReply(
                code, known.text(), known.count() + 1, known.unasked(), known.first(), at));
        return;
      }
    }
    if (errors.size() < MAX_ERRORS) {
      errors.add(new ErrorReply(code, ErrorText.text(error), 1, unasked, at, at));
    }
  }

  /** {@return whether an exchange of this length is among the slowest} */
  boolean isSlow(long totalNanos) {
    return slowest.size() < MAX_SLOWEST
        || totalNanos > slowest.get(slowest.size() - 1).totalNanos();
  }

  void slow(Exchange exchange) {
    slowest.add(exchange);
    slowest.sort(SLOWEST_FIRST);
    if (slowest.size() > MAX_SLOWEST) {
      slowest.remove(MAX_SLOWEST);
    }
  }

  /** A command was put into the open transaction. */
  void queue(int command) {
    if (queuedCount == queued.length && queuedCount < MAX_QUEUED) {
      queued = Arrays.copyOf(queued, Math.max(4, 2 * queued.length));
    }
    if (queuedCount < queued.length) {
      queued[queuedCount++] = (short) command;
    }
  }

  int queuedCount() {
    return queuedCount;
  }

  int queued(int index) {
    return queued[index];
  }

  /** The transaction was executed or discarded. */
  void endTransaction() {
    queuedCount = 0;
  }

  List<ErrorReply> errors() {
    return List.copyOf(errors);
  }

  List<Exchange> slowest() {
    return List.copyOf(slowest);
  }
}
