package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Outcome;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The client has no source port left; its connects fail before any packet leaves. */
public final class EphemeralPortsRule implements Rule {
  private static final int WORTH_ASKING = 8;

  private static final Cause CAUSE =
      Cause.named("ephemeral_port_exhaustion", Severity.CRITICAL)
          .title("The client has no source port left")
          .meaning(
              "All source ports towards this server are in use or in TIME-WAIT: connect() fails at"
                  + " once with EADDRNOTAVAIL, and no packet leaves the client.")
          .remedy(
              "Count the ports in use towards the server, and the range.",
              "ss -Htan dst {host} | awk '{print $1}' | sort | uniq -c; sysctl"
                  + " net.ipv4.ip_local_port_range",
              "Far fewer sockets than ports.")
          .remedy(
              "Keep connections open: a pool instead of a connection for each request.",
              "",
              "TIME-WAIT sockets disappear within a minute.")
          .remedy(
              "Widen the range, and let outgoing connections reuse ports in TIME-WAIT.",
              "sysctl -w net.ipv4.ip_local_port_range='10240 65535' net.ipv4.tcp_tw_reuse=1",
              "connect() succeeds.")
          .nextTest("strace -e trace=connect on the client: EADDRNOTAVAIL")
          .cite("connect(2) EADDRNOTAVAIL; RFC 6056; Linux ip_local_port_range");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> failed = listener.with(Outcome.LOCAL_PORTS_EXHAUSTED);
      if (failed.isEmpty()) {
        new TreeMap<>(listener.byClient())
            .values().stream()
                .filter(EphemeralPortsRule::usesUpARange)
                .forEach(used -> suspect(docket, listener, used));
      } else {
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(failed)
            .confidence(Confidence.PROVEN)
            .say(
                "%s to %s failed with EADDRNOTAVAIL: no source port was left.",
                Phrase.count(failed.size(), "connect"), listener.server())
            .ruleOut("silent_drop", "no packet left the host")
            .evidence("connect() returned EADDRNOTAVAIL at once", List.of(), CAUSE.cite());
      }
    }
  }

  /** Every port of a small range, in no order: a range that is used up looks like that. */
  private static boolean usesUpARange(List<ConnectionAttempt> attempts) {
    if (attempts.size() < WORTH_ASKING) {
      return false;
    }
    int[] ports = attempts.stream().mapToInt(a -> a.tuple().client().port()).toArray();
    int[] sorted = ports.clone();
    Arrays.sort(sorted);
    int span = sorted[sorted.length - 1] - sorted[0] + 1;
    return span >= WORTH_ASKING
        && span <= ports.length
        && span == IntStream.of(sorted).distinct().count()
        && !Arrays.equals(ports, sorted); // some stacks count up: no sign of need
  }

  private static void suspect(Docket docket, Listener listener, List<ConnectionAttempt> used) {
    docket
        .find(CAUSE)
        .at(listener.server())
        .hits(used)
        .severity(Severity.INFO)
        .confidence(Confidence.POSSIBLE)
        .say(
            "%s used every port of one range towards %s, %d of them, in no order: a range so small"
                + " is soon used up, and connects that fail for it leave no packet.",
            used.get(0).tuple().client().address(),
            listener.server(),
            used.stream().map(a -> a.tuple().client().port()).distinct().count())
        .alternative("connection_churn")
        .evidence(
            "the source ports of these connections",
            Frames.ofAttempts(used, hit -> Frames.of(hit.firstSeen())),
            CAUSE.cite());
  }
}
