package io.synscope.rule.redis;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Story;
import io.synscope.observation.WireSight;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.RedisTalk;
import io.synscope.rule.Rule;
import java.util.ArrayList;
import java.util.List;

/** Redis drops a client that does not read what it asked for. */
public final class OutputBufferLimitRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("client_output_buffer_limit", Severity.CRITICAL)
          .title("Redis drops a client that reads too slowly")
          .meaning(
              "The client stopped reading, its window closed, the replies piled up in Redis until"
                  + " they exceeded client-output-buffer-limit, and Redis closed the connection in"
                  + " the middle of a message.")
          .remedy(
              "Find out why the client does not read: a blocked thread, garbage collection, work"
                  + " done inside a subscriber's callback.",
              "ss -tmi dst {host}   # on the client: Recv-Q stays full",
              "Recv-Q is 0 most of the time.")
          .remedy(
              "See who was dropped, and what the limits are.",
              "grep 'output buffer' /var/log/redis/redis-server.log; redis-cli -h {host} -p {port}"
                  + " CONFIG GET client-output-buffer-limit",
              "INFO clients: client_recent_max_output_buffer stays below the limit.")
          .remedy(
              "Ask for less at once (SCAN, ranges, fewer channels), or raise the limit of that"
                  + " class where the memory allows it.",
              "redis-cli -h {host} -p {port} CONFIG SET client-output-buffer-limit 'pubsub 64mb"
                  + " 16mb 60'",
              "Subscribers stay connected through the peaks.")
          .nextTest(
              "the server's log: \"scheduled to be closed ASAP for overcoming of output buffer limits\"")
          .cite("redis/networking.c closeClientOnOutputBufferLimitReached");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> dropped =
          listener.with(Story.CLOSED_BY_SERVER_SLOW_READER).stream()
              .filter(attempt -> !attempt.wire().fromClient().windowStalls().isEmpty())
              .filter(RedisTalk::expected) // others close what they have said, read or not
              .toList();
      if (!dropped.isEmpty()) {
        boolean cut = dropped.stream().anyMatch(hit -> hit.wire().conversation().replyCut());
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(dropped)
            .confidence(cut ? Confidence.STRONG : Confidence.LIKELY)
            .say(
                "%s closed %s whose client had stopped reading%s.",
                listener.server(),
                Phrase.count(dropped.size(), "connection"),
                cut ? ", in the middle of a message" : "")
            .alternative("zero_window_client")
            .ruleOut("redis_killed", "only connections with a closed window were ended")
            .evidence(
                "the client's window closed; later the server's FIN or RST, with data undelivered",
                Frames.ofAttempts(dropped, OutputBufferLimitRule::frames),
                CAUSE.cite());
      }
    }
  }

  private static List<Long> frames(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    List<Long> frames = new ArrayList<>();
    wire.fromClient().windowStalls().stream()
        .limit(3)
        .forEach(stall -> frames.addAll(Frames.of(stall.closed(), stall.reopened())));
    frames.addAll(Frames.of(wire.ending().at()));
    return frames;
  }
}
