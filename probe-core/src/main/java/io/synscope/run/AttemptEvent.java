package io.synscope.run;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Phase;
import io.synscope.observation.SocketSight;
import io.synscope.observation.Story;
import io.synscope.report.AttemptLine;
import java.util.List;
import java.util.Map;

/**
 * One attempt that is over.
 *
 * @param number its number on its address, from 0
 * @param warmUp whether it was made before measuring began
 * @param attempt the facts
 * @param served whether everything that was asked was answered
 * @param story its whole life in one word
 * @param reason what the outcome does not tell, in words; empty when there is nothing to add
 * @param phases how long each completed phase took, by the user clock
 * @param kernelRoundTripNanos the newest request's by the kernel's stamps; 0 where it does not tell
 * @param latenessNanos how late it began, against the schedule
 */
public record AttemptEvent(
    long number,
    boolean warmUp,
    ConnectionAttempt attempt,
    boolean served,
    Story story,
    String reason,
    Map<Phase, Long> phases,
    long kernelRoundTripNanos,
    long latenessNanos) {

  /** {@return what the socket showed} */
  public SocketSight sight() {
    return (SocketSight) attempt.sight();
  }

  /** {@return this attempt as a report lists it} */
  public AttemptLine line() {
    SocketSight sight = sight();
    boolean sent = !attempt.outcome().local();
    return new AttemptLine(
        attempt.tuple().client(),
        attempt.tuple().server(),
        attempt.incarnation(),
        attempt.outcome(),
        story,
        attempt.firstSeen().nanos(),
        sent ? 1 + sight.synRetransmissions() : 0,
        attempt.outcome().established() ? 1 : 0,
        List.of(),
        attempt.handshakeNanos(),
        sight.lossSide(),
        attempt.outcome().zeekState(),
        sight.icmp().map(IcmpReport::reporter).map(Object::toString).orElse(""),
        reason,
        0,
        List.of());
  }
}
