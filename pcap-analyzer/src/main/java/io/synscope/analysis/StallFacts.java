package io.synscope.analysis;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Stall;
import java.util.List;

/** Adds to each pause of an event loop what the connections' handshakes say about it. */
final class StallFacts {
  private StallFacts() {}

  /** {@return the stalls with the handshakes that the server's kernel completed meanwhile} */
  static List<Stall> of(List<Stall> stalls, List<ConnectionAttempt> attempts) {
    return stalls.stream().map(stall -> with(stall, connectsAnswered(stall, attempts))).toList();
  }

  private static int connectsAnswered(Stall stall, List<ConnectionAttempt> attempts) {
    long start = stall.start().nanos();
    long end = stall.end().seen() ? stall.end().nanos() : Long.MAX_VALUE;
    return (int)
        attempts.stream()
            .filter(attempt -> attempt.tuple().server().equals(stall.server()))
            .map(attempt -> attempt.wire().handshake().firstSynAck())
            .filter(Moment::seen)
            .filter(answer -> answer.nanos() > start && answer.nanos() < end)
            .count();
  }

  private static Stall with(Stall s, int connectsAnswered) {
    return new Stall(
        s.server(),
        s.start(),
        s.end(),
        s.nanos(),
        s.connections(),
        s.acknowledged(),
        connectsAnswered,
        s.culprit(),
        s.waits());
  }
}
