package io.synscope.rule.witness;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Exchange;
import io.synscope.observation.Outcome;
import io.synscope.rule.RuleBook;
import java.util.List;
import java.util.Optional;

/**
 * Of the few connects of one run, the kernel took some and never handed them on, and ignored all
 * that came behind: a queue that is full and that nobody empties.
 */
public final class QueueVerdict {
  private static final int IGNORED = 3;

  private QueueVerdict() {}

  /** {@return that the accept queue is full, where this run's own packets to the server say so} */
  public static List<Finding> of(RuleBook book, List<ConnectionAttempt> own, Endpoint server) {
    List<ConnectionAttempt> there =
        own.stream().filter(attempt -> attempt.tuple().server().equals(server)).toList();
    Optional<ConnectionAttempt> queued = there.stream().filter(QueueVerdict::queued).findFirst();
    boolean served =
        there.stream().anyMatch(attempt -> attempt.wire().conversation().replies() > 0);
    if (queued.isEmpty() || served) {
      return List.of();
    }
    long since = queued.get().firstSeen().nanos();
    List<ConnectionAttempt> ignored =
        there.stream()
            .filter(attempt -> attempt.outcome() == Outcome.UNANSWERED)
            .filter(attempt -> attempt.firstSeen().nanos() > since)
            .toList();
    return ignored.size() < IGNORED
        ? List.of()
        : book
            .cause("accept_queue_overflow")
            .map(cause -> new Verdict(cause, server))
            .map(verdict -> write(verdict, server, queued.get(), ignored))
            .stream()
            .toList();
  }

  /** The kernel acknowledged its request; no process ever read it. */
  private static boolean queued(ConnectionAttempt attempt) {
    return attempt.outcome().established()
        && attempt
            .wire()
            .conversation()
            .oldestOutstanding()
            .map(Exchange::requestAck)
            .filter(ack -> ack.seen())
            .isPresent();
  }

  private static Finding write(
      Verdict verdict, Endpoint server, ConnectionAttempt queued, List<ConnectionAttempt> ignored) {
    String seen =
        "the kernel of %s took a connection and acknowledged its request".formatted(server);
    return verdict
        .confidence(Confidence.LIKELY)
        .count(ignored.size())
        .say(
            "The accept queue of %s is full: its kernel took a connection that no process served, and ignored %d SYNs behind it."
                .formatted(server, ignored.size()))
        .evidence(
            "%s (port %d of this host), no process answered, and %d later attempts got no answer to any SYN"
                .formatted(seen, queued.tuple().client().port(), ignored.size()),
            "Linux tcp_conn_request, sk_acceptq_is_full: ListenOverflows")
        .ruleOut("silent_drop", seen)
        .ruleOut("syn_loss_only", "before the queue was full SYNs arrived, behind it not one did")
        .ruleOut("server_host_down", seen)
        .write();
  }
}
