package io.synscope.rule.backlog;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.LossyPath;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.backlog.Overload.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The accept queue is full: finished handshakes wait for an application that does not take them.
 *
 * <p>Linux shows it in four forms: SYNs stay unanswered (the queue was full when they came); the
 * final ACK is ignored and the SYN-ACK repeated (it filled up in between); the same without
 * repetition (a SYN cookie, no state); RST after the handshake (tcp_abort_on_overflow).
 */
public final class AcceptQueueRule implements Rule {
  private static final List<Integer> USUAL = List.of(128, 511, 1024, 4096);
  private static final Cause CAUSE =
      Cause.named("accept_queue_overflow", Severity.CRITICAL)
          .title("Accept queue overflow")
          .meaning(
              "More connections are finished by the kernel than the server has accepted, so the listen"
                  + " backlog is full: Linux ignores further SYNs and final ACKs without a RST, and"
                  + " clients connect seconds late, time out, or believe they are connected.")
          .remedy(
              "See the queue while it happens.",
              "ss -ltn 'sport = :{port}'; nstat -az TcpExtListenOverflows TcpExtListenDrops",
              "Recv-Q stays below Send-Q (the limit), and neither counter rises.")
          .remedy(
              "Find out why the server does not accept: a command or a fork that blocks its event loop.",
              "redis-cli -h {host} -p {port} SLOWLOG GET 10; redis-cli -h {host} -p {port} LATENCY LATEST",
              "No entry falls into the time of the failures.")
          .remedy(
              "Let the queue hold a reconnect storm: the limit is the lesser of Redis's tcp-backlog (read"
                  + " at start only: set it in redis.conf and restart) and net.core.somaxconn.",
              "sysctl -w net.core.somaxconn=4096 && grep -n tcp-backlog /etc/redis/redis.conf",
              "ss -ltn 'sport = :{port}' shows the new limit as Send-Q.")
          .remedy(
              "Spread the connects: keep connections in a pool, add jitter to reconnects, start instances"
                  + " one after the other.",
              "",
              "Connects per second stay below what the server accepts.")
          .nextTest("On {host}: does TcpExtListenOverflows rise while clients fail (nstat -az)?")
          .nextTest("On {host}: ss -ltn 'sport = :{port}' while clients fail: Recv-Q above Send-Q?")
          .cite("Linux tcp_conn_request, tcp_check_req; TcpExtListenOverflows");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Overload overload : Overload.because(file, Reason.ACCEPT_QUEUE)) {
      Endpoint server = overload.listener().server();
      Draft draft =
          docket
              .find(CAUSE)
              .at(server)
              .hits(overload.victims())
              .confidence(confidence(file, docket, overload))
              .say("The accept queue of %s was full: %s.", server, forms(overload));
      ignored(overload, draft);
      ghosts(overload, draft);
      aborted(overload, draft);
      lookalikes(file, overload, draft);
      StalledServer.relate(file, docket, overload.listener(), draft);
    }
  }

  private static Confidence confidence(CaseFile file, Docket docket, Overload overload) {
    int repeated = overload.repeatedGhosts().size();
    int ghosts = overload.ghosts().size();
    boolean queue = overload.drops().partial() && overload.drops().followQueue();
    if (file.vantage() != Vantage.SERVER) {
      boolean synsAlone = ghosts == 0 && overload.aborted().isEmpty();
      return synsAlone && LossyPath.at(docket, overload.listener().server())
          ? Confidence.POSSIBLE // the path that loses data has lost SYNs, too
          : Confidence.LIKELY;
    }
    if (repeated > 1 || repeated == 1 && (queue || ghosts > 1)) {
      return Confidence.PROVEN;
    }
    return queue || repeated > 0 || ghosts > 1 || overload.aborted().size() > 1
        ? Confidence.STRONG
        : Confidence.LIKELY;
  }

  private static String forms(Overload overload) {
    List<String> forms = new ArrayList<>();
    if (!overload.drops().ignored().isEmpty()) {
      forms.add(
          Phrase.count(overload.drops().ignored().size(), "SYN")
              + " of "
              + overload.drops().total()
              + " ignored");
    }
    if (!overload.ghosts().isEmpty()) {
      forms.add(
          Phrase.count(overload.ghosts().size(), "connection") + " that only the client knew of");
    }
    if (!overload.aborted().isEmpty()) {
      forms.add(Phrase.count(overload.aborted().size(), "connection") + " reset at birth");
    }
    return String.join(", ", forms);
  }

  private static void ignored(Overload overload, Draft draft) {
    Drops drops = overload.drops();
    if (drops.ignored().isEmpty()) {
      return;
    }
    draft.handshakes(
        "SYNs that the listener ignored while it answered others", drops.ignored(), CAUSE.cite());
    if (drops.partial() && drops.followQueue()) {
      draft.evidence(
          "SYNs were ignored when, and only when, more than a number of finished handshakes waited to"
              + " be served"
              + backlog(drops.backlog()),
          List.of(),
          "Linux sk_acceptq_is_full: one more than the backlog fits");
    }
    if (drops.herd() > 2) {
      draft.evidence(
          drops.herd() + " of the ignored SYNs came back within the same 50 ms: retries in step",
          List.of(),
          "RFC 6298 5.5");
    }
  }

  private static String backlog(OptionalInt estimate) {
    if (estimate.isEmpty()) {
      return "";
    }
    int limit = estimate.getAsInt();
    String usual =
        USUAL.stream()
            .filter(value -> Math.abs(value - limit) <= value / 50)
            .map(value -> ", which matches a backlog of " + value)
            .findFirst()
            .orElse("");
    return ": the backlog is about " + limit + usual;
  }

  private static void ghosts(Overload overload, Draft draft) {
    List<ConnectionAttempt> repeated = overload.repeatedGhosts();
    List<ConnectionAttempt> silent =
        overload.ghosts().stream()
            .filter(ghost -> ghost.wire().handshake().synAcksAfterFinalAck() == 0)
            .toList();
    if (!repeated.isEmpty()) {
      draft.handshakes(
          "the client acknowledged the SYN-ACK and sent data, and the server repeated its SYN-ACK: it"
              + " had ignored the ACK for want of room",
          repeated,
          "Linux tcp_check_req, inet_csk_reqsk_queue_add");
    }
    if (!silent.isEmpty()) {
      draft.handshakes(
          "the handshake was complete, and the first data were repeated without an acknowledgment: the"
              + " server keeps no state of it (SYN cookie, ACK ignored)",
          silent,
          "Linux cookie_v4_check; TcpExtSyncookiesSent");
    }
  }

  private static void aborted(Overload overload, Draft draft) {
    if (!overload.aborted().isEmpty()) {
      draft
          .handshakes(
              "a bare RST without state answered the ACK that completed the handshake:"
                  + " net.ipv4.tcp_abort_on_overflow is 1",
              overload.aborted(),
              "Linux tcp_check_req, tcp_abort_on_overflow")
          .alternative("rst_after_handshake");
    }
  }

  private static void lookalikes(CaseFile file, Overload overload, Draft draft) {
    Drops drops = overload.drops();
    boolean atServer = file.vantage() == Vantage.SERVER;
    if (!drops.ignored().isEmpty()) {
      draft.alternative("syn_queue_overflow");
      if (atServer) {
        draft.ruleOut("syn_loss_only", "the ignored SYNs arrived at the server's host");
      } else {
        draft.alternative("syn_loss_only");
      }
    }
    if (!overload.ghosts().isEmpty() && !atServer) {
      draft.alternative("path_cut");
    }
    if (drops.ignored().size() >= 3 && drops.background().tells() && drops.chanceOfLoss() < 1e-6) {
      draft.ruleOut(
          "random_loss",
          "data segments of established connections were lost at most "
              + Math.round(drops.background().upperBound() * 1000) / 10.0
              + " % of the time");
    }
    draft.ruleOut(
        "refused_no_listener", "no RST answered a SYN, and the listener answers other clients");
  }
}
