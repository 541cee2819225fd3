package io.synscope.rule.idle;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Party;
import io.synscope.observation.SentHalf;
import io.synscope.observation.Story;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** Keepalive probes of an idle connection went unanswered, and the prober gave it up. */
public final class KeepaliveFailureRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("keepalive_failure", Severity.CRITICAL)
          .title("Keepalive probes go unanswered")
          .meaning(
              "An idle connection was probed and nothing came back: while it was idle the other"
                  + " host, the path, or a box on it that remembers connections went away. The"
                  + " prober's kernel then gives the connection up (ETIMEDOUT).")
          .remedy(
              "See whether the other host still answers anything.",
              "ping -c 3 {host}; redis-cli -h {host} -p {port} PING",
              "PONG comes back; then only the old connections were forgotten.")
          .remedy(
              "If new connections work, look for a firewall or NAT with an idle time below the"
                  + " keepalive interval.",
              "redis-cli -h {host} -p {port} CONFIG GET tcp-keepalive   # and the client's"
                  + " TCP_KEEPIDLE",
              "Probes are sent more often than the path forgets, and are answered.")
          .nextTest("connect anew from the same client: refused, silent, or fine?")
          .cite("RFC 1122 4.2.3.6; Linux tcp_keepalive_timer");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> dead =
          listener.with(Story.KEEPALIVE_TIMEOUT).stream()
              .filter(KeepaliveFailureRule::bothSeen)
              .toList();
      if (!dead.isEmpty()) {
        write(file, docket.find(CAUSE).at(listener.server()), dead);
      }
    }
  }

  private static void write(CaseFile file, Draft draft, List<ConnectionAttempt> dead) {
    boolean gaveUp = dead.stream().anyMatch(a -> a.wire().ending().how() == Ending.How.RESET);
    ConnectionAttempt first = dead.get(0);
    SentHalf prober = prober(first);
    boolean client = prober.equals(first.wire().fromClient());
    boolean othersHeard =
        file.betweenHostsOf(first).stream()
            .filter(other -> !dead.contains(other))
            .map(other -> other.wire().from(client ? Party.SERVER : Party.CLIENT).volume())
            .anyMatch(
                volume ->
                    volume.lastPacket().seen()
                        && volume.lastPacket().nanos() > prober.unansweredSince().nanos());
    draft
        .hits(dead)
        .confidence(gaveUp ? Confidence.PROVEN : Confidence.LIKELY)
        .say(
            "%s probed %s to %s %s%s without an answer%s.",
            client ? "The client" : "The server",
            Phrase.count(dead.size(), "idle connection"),
            first.tuple().server(),
            Phrase.count(prober.keepAlivesUnanswered(), "time"),
            dead.size() == 1 ? "" : " each",
            gaveUp ? " and gave up" : "")
        .evidence(
            "keepalive probes (one byte below the next sequence number) without any answer"
                + (gaveUp ? ", then a RST of the prober" : ""),
            Frames.ofAttempts(
                dead,
                hit -> Frames.of(prober(hit).unansweredSince(), prober(hit).volume().lastPacket())),
            CAUSE.cite());
    if (othersHeard) {
      draft
          .ruleOut("path_cut", "other connections between the same hosts are answered")
          .alternative("idle_firewall_drop", "half_open");
    } else {
      draft.alternative("path_cut", "server_host_down", "idle_firewall_drop");
    }
  }

  /** In a capture of one direction every probe would seem unanswered. */
  private static boolean bothSeen(ConnectionAttempt attempt) {
    return attempt.wire().fromClient().volume().packets() > 0
        && attempt.wire().fromServer().volume().packets() > 0;
  }

  private static SentHalf prober(ConnectionAttempt attempt) {
    SentHalf client = attempt.wire().fromClient();
    return client.keepAlivesUnanswered() > 0 ? client : attempt.wire().fromServer();
  }
}
