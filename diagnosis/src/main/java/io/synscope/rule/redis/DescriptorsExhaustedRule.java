package io.synscope.rule.redis;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.LossyPath;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;

/** Old connections are served, new ones are never accepted: the process has no descriptor left. */
public final class DescriptorsExhaustedRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("fd_exhaustion", Severity.CRITICAL)
          .title("New connections are never accepted")
          .meaning(
              "The kernel completes new handshakes and acknowledges their requests, but the process"
                  + " does not accept them, while it serves its old connections: most likely it has"
                  + " no file descriptor left (accept fails with EMFILE).")
          .remedy(
              "Compare the open descriptors with the limit.",
              "ls /proc/$(pidof redis-server)/fd | wc -l; grep 'open files' /proc/$(pidof"
                  + " redis-server)/limits",
              "The number is well below the limit.")
          .remedy(
              "Raise the limit of the service and restart it.",
              "systemctl edit redis-server   # [Service] LimitNOFILE=65536",
              "New connections answer PING.")
          .remedy(
              "Find who holds the connections.",
              "redis-cli CLIENT LIST | grep -o ' addr=[^:]*' | sort | uniq -c | sort -n   # on an"
                  + " old connection",
              "No client holds more than its pool.")
          .nextTest(
              "the server's log: \"Accepting client connection: accept: Too many open files\"")
          .nextTest("ss -ltn 'sport = :{port}' on {host}: Recv-Q grows and stays")
          .cite("accept(2) EMFILE; redis/networking.c acceptTcpHandler");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      Unserved.at(file, listener)
          .filter(unserved -> !unserved.servedMeanwhile().isEmpty())
          .filter(unserved -> unserved.neverServed() == unserved.waiting().size())
          .ifPresent(unserved -> write(file, docket, listener, unserved));
    }
  }

  private static void write(CaseFile file, Docket docket, Listener listener, Unserved unserved) {
    long youngestServed =
        unserved.servedMeanwhile().stream().mapToLong(a -> a.firstSeen().nanos()).max().orElse(0);
    boolean byAge =
        unserved.waiting().stream().allMatch(a -> a.firstSeen().nanos() > youngestServed);
    int waiting = unserved.waiting().size();
    boolean lossy = LossyPath.at(docket, listener.server()); // replies may be what is missing
    docket
        .find(CAUSE)
        .at(listener.server())
        .hits(unserved.waiting())
        .confidence(
            byAge && !lossy && unserved.severalForLong(file)
                ? Confidence.LIKELY
                : Confidence.POSSIBLE)
        .say(
            "%s serves %s and accepts no new ones: %s got no answer for up to %s, although the"
                + " kernel had acknowledged their requests.",
            unserved.waiting().get(0).tuple().server(),
            Phrase.count(unserved.servedMeanwhile().size(), "older connection"),
            Phrase.count(waiting, "new connection"),
            Phrase.span(unserved.longestNanos(file)))
        .alternative("app_hung", "accept_queue_overflow")
        .ruleOut("redis_maxclients", "Redis would have said so before it closed")
        .ruleOut("path_cut", "the requests were acknowledged")
        .evidence(
            "requests on new connections, acknowledged and never answered",
            unserved.frames(),
            CAUSE.cite())
        .evidence(
            "replies on older connections meanwhile",
            Frames.ofAttempts(
                unserved.servedMeanwhile(),
                served -> Frames.of(served.wire().fromServer().volume().lastData())),
            "");
  }
}
