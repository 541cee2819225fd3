package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Story;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** The client gave up waiting for a reply that then came. */
public final class ClientReadTimeoutRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("client_read_timeout", Severity.WARNING)
          .title("Clients give up before the reply comes")
          .meaning(
              "The client closed the connection while its request was outstanding, always after the"
                  + " same time: its own timeout. The reply came later and met a closed socket.")
          .remedy(
              "Find out why replies take so long; the client's timeout only shows it.",
              "redis-cli -h {host} -p {port} SLOWLOG GET 25; redis-cli -h {host} -p {port} LATENCY"
                  + " LATEST",
              "Replies come well within the client's timeout.")
          .remedy(
              "If such replies are normal, raise the timeout of these commands.",
              "socket_timeout=5 (redis-py), commandTimeout 5000 (ioredis), timeout(5s) (Lettuce)",
              "No FIN of a client while a request is outstanding.")
          .nextTest("SLOWLOG GET on the server for that time")
          .cite("RFC 9293 3.10.4, 3.10.7.1");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits = listener.with(Story.CLOSED_BY_CLIENT_TIMEOUT);
      if (!hits.isEmpty()) {
        write(docket, listener, hits);
      }
      List<ConnectionAttempt> blocked = BlockedTooLong.at(listener);
      if (!blocked.isEmpty()) {
        blockedTooLong(docket, listener, blocked);
      }
    }
  }

  /** The server did nothing wrong: such a command may wait, and longer than the client does. */
  private static void blockedTooLong(
      Docket docket, Listener listener, List<ConnectionAttempt> hits) {
    docket
        .find(CAUSE)
        .at(listener.server())
        .hits(hits)
        .confidence(Confidence.LIKELY)
        .say(
            "Clients closed %s to %s after waiting %s in a command that may block, or in a"
                + " subscription: their timeout is shorter.",
            Phrase.count(hits.size(), "connection"),
            listener.server(),
            Phrase.range(patience(hits.get(0)), patience(hits.get(hits.size() - 1))))
        .ruleOut("redis_slow_command", "waiting is what the command is for")
        .evidence(
            "the blocking command, its acknowledgment, and the client's end",
            Frames.ofAttempts(
                hits,
                hit ->
                    Frames.of(
                        hit.wire().fromClient().volume().lastData(), hit.wire().ending().at())),
            CAUSE.cite());
  }

  private static void write(Docket docket, Listener listener, List<ConnectionAttempt> hits) {
    long shortest = hits.stream().mapToLong(ClientReadTimeoutRule::patience).min().orElse(0);
    long longest = hits.stream().mapToLong(ClientReadTimeoutRule::patience).max().orElse(0);
    Draft draft =
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(Confidence.STRONG)
            .say(
                "Clients closed %s to %s after waiting %s for a reply: their timeout.",
                Phrase.count(hits.size(), "connection"),
                listener.server(),
                Phrase.range(shortest, longest))
            .alternative("redis_slow_command")
            .ruleOut("path_cut", "the server's host acknowledged the request, and the reply came")
            .evidence(
                "the request, the client's FIN, the late reply, and the RST that met it",
                Frames.ofAttempts(
                    hits,
                    hit ->
                        Frames.of(
                            hit.wire().fromClient().volume().lastData(),
                            hit.wire().ending().at(),
                            hit.wire().fromServer().volume().lastData())),
                CAUSE.cite());
    docket
        .at(
            listener.server(),
            "redis_slow_command",
            "app_hung",
            "fd_exhaustion",
            "redis_busy_script",
            "zero_window_server")
        .stream()
        .findFirst()
        .ifPresent(root -> draft.symptomOf(root.cause().id()));
  }

  private static long patience(ConnectionAttempt attempt) {
    return attempt.wire().ending().quietNanos();
  }
}
