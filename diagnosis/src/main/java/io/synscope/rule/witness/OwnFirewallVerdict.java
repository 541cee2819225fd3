package io.synscope.rule.witness;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.HostCounters;
import io.synscope.observation.Outcome;
import io.synscope.rule.RuleBook;
import java.util.List;
import java.util.Optional;

/**
 * SYNs of this host to itself that vanish although somebody listens, with room in both queues: no
 * router was on the way, so its own packet filter takes them.
 */
public final class OwnFirewallVerdict {
  private OwnFirewallVerdict() {}

  /** {@return that the host drops, where nothing else can have done it} */
  public static Optional<Finding> of(
      RuleBook book, HostCounters host, List<ConnectionAttempt> attempts) {
    List<ConnectionAttempt> own =
        attempts.stream()
            .filter(attempt -> attempt.tuple().server().equals(host.server()))
            .filter(attempt -> attempt.tuple().client().address().equals(host.server().address()))
            .toList();
    long limit = host.setting(HostCounters.QUEUE_LIMIT);
    boolean room =
        limit >= 0
            && host.setting(HostCounters.QUEUE) <= limit
            && host.growth("ListenDrops") == 0
            && host.growth("TCPReqQFullDrop") == 0;
    boolean silent =
        !own.isEmpty() && own.stream().allMatch(attempt -> attempt.outcome() == Outcome.UNANSWERED);
    return room && silent
        ? book.cause("drop_host_firewall")
            .map(
                cause ->
                    new Verdict(cause, host.server())
                        .confidence(Confidence.STRONG)
                        .count(own.size())
                        .say(
                            "This host drops its own SYNs to %s, on which somebody listens: a packet filter takes them."
                                .formatted(host.server()))
                        .evidence(
                            "%d attempts from this host to itself got no answer; listen queue %d of %d, ListenDrops grew by 0"
                                .formatted(own.size(), host.setting(HostCounters.QUEUE), limit),
                            "ss -ltn; /proc/net/netstat; Linux tcp_conn_request")
                        .ruleOut("silent_drop", "no router was on the way")
                        .ruleOut("accept_queue_overflow", "the queue has room")
                        .ruleOut("syn_queue_overflow", "the kernel counted no dropped SYN")
                        .write())
        : Optional.empty();
  }
}
