package io.synscope.rule.redis;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Exchange;
import io.synscope.observation.Moment;
import io.synscope.observation.Repair;
import io.synscope.observation.Stall;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.LossyPath;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One command, or something unseen, holds the event loop, and everybody waits. */
public final class SlowCommandRule implements Rule {
  private static final long WORTH_NANOS = 100_000_000L;

  private static final Cause CAUSE =
      Cause.named("redis_slow_command", Severity.WARNING)
          .title("A slow command blocks Redis")
          .meaning(
              "Redis executes one command at a time. While one takes long, the kernel accepts and"
                  + " acknowledges what other clients send, but nobody gets an answer; then all get"
                  + " theirs in the same moment.")
          .remedy(
              "See which commands took long (time in the queue is not part of the figure).",
              "redis-cli -h {host} -p {port} SLOWLOG GET 25",
              "No entry above a few milliseconds.")
          .remedy(
              "Replace commands that walk over everything: SCAN for KEYS, HSCAN and SSCAN for"
                  + " HGETALL and SMEMBERS, ranges for LRANGE 0 -1, UNLINK for DEL.",
              "redis-cli -h {host} -p {port} INFO commandstats | sort -t= -k4 -rn",
              "usec_per_call of the command falls.")
          .remedy(
              "If no command explains it, look at what else stops the process: fork for a snapshot,"
                  + " fsync, swap, a CPU taken away.",
              "redis-cli -h {host} -p {port} LATENCY LATEST; redis-cli -h {host} -p {port} INFO"
                  + " stats | grep latest_fork_usec; vmstat 1",
              "LATENCY LATEST shows no event of that length (CONFIG SET latency-monitor-threshold"
                  + " 100 records them).")
          .nextTest("SLOWLOG GET on the server: an entry of that length at that time")
          .nextTest("capture on the server, with all clients: the request that ends the silence")
          .cite("Redis event loop; SLOWLOG; RFC 9293 3.8.6.3 (kernel acknowledges by itself)");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Set<ConnectionAttempt> explained = docket.explainedBy("app_hung", "fd_exhaustion");
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> served =
          listener.matching(
              Trait.REPLY_LATE, attempt -> !explained.contains(attempt) && undisturbed(attempt));
      List<Stall> stalls =
          listener.stalls().stream().filter(stall -> isTheServers(stall, served)).toList();
      if (stalls.isEmpty()) {
        alone(docket, listener, served);
      } else {
        standstill(docket, listener, stalls);
      }
    }
  }

  /** The kernel acknowledged most of what waited, and no loss explains the silence. */
  private static boolean isTheServers(Stall stall, List<ConnectionAttempt> served) {
    long waiting = served.stream().filter(attempt -> waited(attempt, stall)).count();
    return stall.nanos() >= WORTH_NANOS
        && stall.end().seen()
        && (stall.culprit().isPresent() || 2 * stall.acknowledged() >= stall.connections())
        && 2 * waiting >= stall.connections();
  }

  /** Nothing was lost: a reply that had to be repeated is late for another reason. */
  private static boolean undisturbed(ConnectionAttempt attempt) {
    Repair asked = attempt.wire().fromClient().repair();
    Repair answered = attempt.wire().fromServer().repair();
    return asked.retransmitted() + answered.retransmitted() == 0
        && asked.identificationGaps() + answered.identificationGaps() == 0;
  }

  private static void standstill(Docket docket, Listener listener, List<Stall> stalls) {
    Stall worst = stalls.stream().max(Comparator.comparingLong(Stall::nanos)).orElseThrow();
    List<ConnectionAttempt> waiting =
        listener.matching(
            Trait.REPLY_LATE, attempt -> stalls.stream().anyMatch(stall -> waited(attempt, stall)));
    Optional<Stall> named = stalls.stream().filter(s -> s.culprit().isPresent()).findFirst();
    Draft draft =
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(waiting)
            .between(stalls.get(0).start(), stalls.get(stalls.size() - 1).end())
            .confidence(named.isPresent() ? Confidence.STRONG : Confidence.LIKELY)
            .say("%s", sentence(listener, worst, named))
            .ruleOut(
                "latency_spike", "the server's kernel acknowledged the waiting requests at once")
            .ruleOut("random_loss", "nothing had to be sent again");
    stalls.stream().limit(4).forEach(stall -> evidence(draft, stall));
    if (named.isEmpty()) {
      draft.alternative("app_hung");
    }
    relate(docket, listener, draft);
  }

  private static String sentence(Listener listener, Stall worst, Optional<Stall> named) {
    String who =
        named
            .flatMap(Stall::culprit)
            .map(
                culprit ->
                    culprit.command() + " of " + culprit.client() + " held the event loop of ")
            .orElse("Something that is not in this capture held the event loop of ");
    Stall shown = named.orElse(worst);
    return who
        + listener.server()
        + " for "
        + Phrase.span(shown.nanos())
        + ": "
        + Phrase.count(shown.connections(), "connection")
        + " waited, and all were answered together.";
  }

  private static void evidence(Draft draft, Stall stall) {
    String what =
        "silence of "
            + Phrase.span(stall.nanos())
            + " towards "
            + Phrase.count(stall.connections(), "waiting connection")
            + ", "
            + stall.acknowledged()
            + " of their requests acknowledged by the kernel meanwhile";
    draft.evidence(
        what + stall.culprit().map(c -> "; it began with " + c.command()).orElse(""),
        Frames.of(
            stall.start(),
            stall.culprit().map(Stall.Culprit::request).orElse(stall.start()),
            stall.end()),
        CAUSE.cite());
  }

  private static boolean waited(ConnectionAttempt attempt, Stall stall) {
    return attempt.wire().conversation().slowest().stream()
            .anyMatch(
                exchange ->
                    exchange.totalNanos() >= WORTH_NANOS / 2
                        && exchange.request().nanos() <= stall.end().nanos()
                        && exchange.replyEnd().nanos() >= stall.end().nanos()
                        && exchange.replyEnd().since(stall.end()) < WORTH_NANOS)
        || attempt
            .wire()
            .conversation()
            .oldestOutstanding()
            .filter(waiting -> waiting.requestEnd().nanos() <= stall.end().nanos())
            .isPresent();
  }

  /** Nobody else waited, but one command took long in the server for certain. */
  private static void alone(Docket docket, Listener listener, List<ConnectionAttempt> served) {
    List<ConnectionAttempt> slow =
        served.stream().filter(attempt -> slowest(attempt).isPresent()).toList();
    slow.stream()
        .max(Comparator.comparingLong(a -> slowest(a).map(Exchange::serverNanos).orElse(0L)))
        .map(worst -> slowest(worst).orElseThrow())
        .ifPresent(
            worst -> {
              if (atTheDoor(listener, slow, worst)) {
                writeWaiting(docket, listener, slow, worst);
              } else {
                writeAlone(docket, listener, slow, worst);
              }
            });
  }

  /** Each waited for the server's first word, and others were served meanwhile. */
  private static boolean atTheDoor(
      Listener listener, List<ConnectionAttempt> slow, Exchange worst) {
    boolean newcomers = slow.size() > 1 && slow.stream().allMatch(SlowCommandRule::firstWordLate);
    return newcomers
        && listener.attempts().stream()
            .filter(attempt -> !slow.contains(attempt))
            .map(attempt -> attempt.wire().fromServer().volume())
            .anyMatch(
                said ->
                    said.firstData().seen()
                        && said.firstData().nanos() < worst.requestEnd().nanos()
                        && said.lastData().nanos() > worst.requestEnd().nanos() + WORTH_NANOS);
  }

  private static boolean firstWordLate(ConnectionAttempt attempt) {
    Moment first = attempt.wire().fromServer().volume().firstData();
    return slowest(attempt).filter(e -> e.reply().frame() == first.frame()).isPresent();
  }

  private static void writeWaiting(
      Docket docket, Listener listener, List<ConnectionAttempt> slow, Exchange worst) {
    docket
        .find(CAUSE)
        .at(listener.server())
        .hits(slow)
        .confidence(Confidence.POSSIBLE)
        .say(
            "%s answered the first request of %s only after up to %s, and others meanwhile: they"
                + " waited to be accepted, perhaps, and not for a command.",
            listener.server(),
            Phrase.count(slow.size(), "connection"),
            Phrase.span(worst.serverNanos()))
        .alternative("fd_exhaustion", "app_hung", "accept_queue_overflow")
        .evidence(
            "first request, its acknowledgment by the kernel, and the late reply",
            Frames.of(worst.requestEnd(), worst.requestAck(), worst.reply()),
            CAUSE.cite());
  }

  private static void writeAlone(
      Docket docket, Listener listener, List<ConnectionAttempt> slow, Exchange worst) {
    boolean repeated = LossyPath.explains(docket, listener.server(), worst.serverNanos());
    Draft draft =
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(slow)
            .confidence(repeated ? Confidence.POSSIBLE : Confidence.LIKELY)
            .say(
                "%s on %s took up to %s in the server (%s); the network's share was %s.",
                worst.command(),
                listener.server(),
                Phrase.span(worst.serverNanos()),
                Phrase.count(slow.size(), "connection"),
                Phrase.span(worst.networkNanos()))
            .alternative("app_hung")
            .ruleOut("latency_spike", "the request was acknowledged long before its reply came")
            .evidence(
                "request, its acknowledgment by the kernel, and the late reply",
                Frames.of(worst.requestEnd(), worst.requestAck(), worst.reply()),
                CAUSE.cite());
    if (repeated) {
      draft.alternative("random_loss");
    }
    relate(docket, listener, draft);
  }

  private static Optional<Exchange> slowest(ConnectionAttempt attempt) {
    boolean full =
        !attempt.wire().fromServer().windowStalls().isEmpty()
            || !attempt.wire().fromClient().windowStalls().isEmpty();
    return full
        ? Optional.empty()
        : attempt.wire().conversation().slowest().stream()
            .filter(exchange -> !exchange.blocking() && exchange.replyEnd().seen())
            .filter(exchange -> exchange.serverNanos() >= WORTH_NANOS)
            .filter(exchange -> exchange.errorNanos() * 4 <= exchange.serverNanos())
            .max(Comparator.comparingLong(Exchange::serverNanos));
  }

  /** A script that was told of as busy is this very thing. */
  private static void relate(Docket docket, Listener listener, Draft draft) {
    if (!docket.at(listener.server(), "redis_busy_script").isEmpty()) {
      draft.symptomOf("redis_busy_script");
    }
  }
}
