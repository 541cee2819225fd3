package io.synscope.rule.path;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Moment;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Headless;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/**
 * A NAT forgot a connection and gave it another source port; the server knows no such connection.
 */
public final class NatRebindRule implements Rule {
  private static final long SILENT_NANOS = 1_000_000_000L;

  private static final Cause CAUSE =
      Cause.named("nat_rebind", Severity.WARNING)
          .title("A NAT changed the port of living connections")
          .meaning(
              "A NAT on the path forgot an idle connection; the next segment left it with another"
                  + " source port, so that the server saw data of a connection that it never"
                  + " accepted, and reset it.")
          .remedy(
              "Keep the mapping alive: send something more often than the NAT's idle time (350 s"
                  + " on AWS NAT gateways, 240 s on Azure by default).",
              "redis-cli CONFIG SET tcp-keepalive 60   # and keepalive in the client library",
              "Connections survive an idle time longer than the NAT's.")
          .remedy(
              "Or raise the NAT's timeout for established connections.",
              "sysctl -w net.netfilter.nf_conntrack_tcp_timeout_established=86400",
              "conntrack -L shows the idle connections for as long as they live.")
          .remedy(
              "Let clients validate idle connections before use.",
              "health_check_interval=30 (redis-py), testWhileIdle (Jedis)",
              "No request fails with \"connection reset\" after a pause.")
          .nextTest("capture on the client: the same segment leaves there with the old source port")
          .cite("RFC 5382 5; RFC 9293 3.10.7.1");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    if (file.vantage() == Vantage.CLIENT) {
      return; // before the NAT the port is the old one
    }
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> strangers =
          listener.matching(
              Trait.RESET,
              attempt ->
                  Headless.reset(attempt).isPresent() && orphans(listener, attempt).size() > 0);
      if (!strangers.isEmpty()) {
        List<ConnectionAttempt> orphans = orphans(listener, strangers.get(0));
        boolean oneEach = orphans.size() >= strangers.size();
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(strangers)
            .confidence(oneEach ? Confidence.LIKELY : Confidence.POSSIBLE)
            .say(
                "%s reached %s with data on a source port that never sent a SYN, and %s reset;"
                    + " %s of the same address fell silent before.",
                Phrase.count(strangers.size(), "connection"),
                listener.server(),
                strangers.size() == 1 ? "was" : "were",
                Phrase.count(orphans.size(), "connection"))
            .alternative("half_open")
            .evidence(
                "data without a handshake, answered by a bare RST: no socket has this address and"
                    + " port",
                Frames.ofAttempts(
                    strangers,
                    stranger ->
                        Frames.of(stranger.firstSeen(), stranger.wire().resets().get(0).at())),
                CAUSE.cite())
            .evidence(
                "connections of the same client address that went silent and were never closed",
                Frames.ofAttempts(orphans, orphan -> Frames.of(orphan.lastSeen())),
                "");
      }
    }
  }

  /** Connections of the same address that were established, fell silent and stayed open. */
  private static List<ConnectionAttempt> orphans(Listener listener, ConnectionAttempt stranger) {
    Moment arrival = stranger.firstSeen();
    return listener.matching(
        other ->
            other.outcome().established()
                && other.tuple().client().address().equals(stranger.tuple().client().address())
                && other.wire().ending().how() == Ending.How.OPEN
                && arrival.since(other.lastSeen()) >= SILENT_NANOS);
  }
}
