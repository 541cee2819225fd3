package io.synscope.rule.idle;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.observation.Vantage;
import io.synscope.observation.WireSight;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Headless;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;
import java.util.Set;

/** One end still holds a connection that the other end's kernel knows nothing of. */
public final class HalfOpenRule implements Rule {
  private static final long LONGEST_ROUND_TRIP_NANOS = 1_000_000_000L;
  private static final long INTO_THE_CAPTURE_NANOS = 500_000_000L;

  private static final Cause CAUSE =
      Cause.named("half_open", Severity.WARNING)
          .title("The server no longer knows the connection")
          .meaning(
              "The client used a connection that had worked, and the server's kernel answered with"
                  + " RST because it has no such socket: the host rebooted or failed over without"
                  + " a goodbye, or something changed the connection's address on the way.")
          .remedy(
              "See when the host, the virtual machine or the address moved.",
              "uptime -s; redis-cli -h {host} -p {port} INFO server | grep -E 'uptime_in_seconds"
                  + "|run_id'",
              "uptime and run_id did not change since the last good request.")
          .remedy(
              "Let clients notice dead peers before they use them: TCP keepalive, and validation"
                  + " of idle pool connections.",
              "TCP_KEEPIDLE=60 TCP_KEEPINTVL=15 TCP_KEEPCNT=4; health_check_interval=30 (redis-py)",
              "A failover costs a reconnect, not a failed request.")
          .remedy(
              "Make the client reconnect and repeat idempotent commands after \"connection"
                  + " reset\".",
              "",
              "The request succeeds on the new connection.")
          .nextTest(
              "capture on the server: if the segment arrives there from another port, a NAT rebound"
                  + " it; if it does not arrive, a box on the path answered")
          .cite("RFC 9293 3.5.1, 3.10.7.1");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Set<ConnectionAttempt> rebound = docket.explainedBy("nat_rebind");
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> known =
          listener.with(Story.RESET_BY_SERVER).stream().filter(HalfOpenRule::forgotten).toList();
      List<ConnectionAttempt> strangers =
          listener.matching(
              Trait.RESET,
              attempt ->
                  Headless.reset(attempt).isPresent()
                      && !rebound.contains(attempt)
                      && wellInside(file, attempt));
      if (!known.isEmpty()) {
        write(file, listener, docket.find(CAUSE).at(listener.server()), known);
      } else if (!strangers.isEmpty()) {
        writeStrangers(docket.find(CAUSE).at(listener.server()), strangers);
      }
    }
  }

  /**
   * It had worked, nobody closed it, and the answer to its next segment is a RST without socket.
   */
  private static boolean forgotten(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    boolean worked =
        wire.fromServer().volume().payloadBytes() > 0
            || wire.fromClient().volume().acknowledgedBytes() > 0;
    boolean inherited =
        attempt.outcome() == Outcome.INCONCLUSIVE_HEAD && Headless.reset(attempt).isPresent();
    boolean choked =
        wire.fromClient().windowStalls().stream().anyMatch(stall -> !stall.reopened().seen());
    return worked
        && !inherited
        && !choked // a closed window holds the server's FIN back as well
        && wire.ending().how() == Ending.How.RESET
        && wire.ending().by() == Party.SERVER
        && wire.resets().stream()
            .findFirst()
            .filter(reset -> reset.form() == Reset.Form.STATELESS_TO_ACK)
            .filter(reset -> reset.answerNanos() < LONGEST_ROUND_TRIP_NANOS)
            .filter(reset -> reset.at().frame() == wire.ending().at().frame())
            .isPresent();
  }

  /** Late enough that its beginning is not merely older than the capture. */
  private static boolean wellInside(CaseFile file, ConnectionAttempt attempt) {
    return attempt.firstSeen().nanos() - file.observations().capture().firstNanos()
        >= INTO_THE_CAPTURE_NANOS;
  }

  private static void write(
      CaseFile file, Listener listener, Draft draft, List<ConnectionAttempt> hits) {
    boolean atServer = file.vantage() == Vantage.SERVER;
    boolean whole = !listener.hasGaps();
    long pause = hits.stream().mapToLong(hit -> hit.wire().longestIdle().nanos()).max().orElse(0);
    draft
        .hits(hits)
        .confidence(
            atServer && whole
                ? Confidence.STRONG
                : hits.size() >= 2 ? Confidence.LIKELY : Confidence.POSSIBLE)
        .say(
            "%s no longer knows %s that had worked: the next segment%s was answered by a bare RST,"
                + " and no FIN had come before.",
            hits.get(0).tuple().server(),
            Phrase.count(hits.size(), "connection"),
            pause == 0 ? "" : " (after a pause of up to " + Phrase.span(pause) + ")")
        .ruleOut(
            "redis_killed", "a process that dies closes its connections with FIN or RST at once")
        .evidence(
            "the handshake succeeded, the connection worked, and then its data were answered by a"
                + " RST that no socket sent (no ACK flag, window 0, no options)",
            Frames.ofAttempts(hits, HalfOpenRule::frames),
            CAUSE.cite());
    if (whole) {
      draft.ruleOut("server_idle_timeout", "the server had sent no FIN");
    } else {
      draft.alternative("server_idle_timeout"); // its FIN is missing, perhaps, like other packets
    }
    if (!atServer) {
      draft.alternative("nat_rebind", "idle_firewall_rst");
    }
  }

  private static void writeStrangers(Draft draft, List<ConnectionAttempt> hits) {
    draft
        .hits(hits)
        .confidence(Confidence.POSSIBLE)
        .say(
            "%s sent data to %s on connections that it does not know; each was answered by a bare"
                + " RST.",
            Phrase.count(hits.size(), "client connection"), hits.get(0).tuple().server())
        .alternative("nat_rebind")
        .evidence(
            "data without a handshake in this capture, answered by a RST that no socket sent",
            Frames.ofAttempts(
                hits, hit -> Frames.of(hit.firstSeen(), hit.wire().resets().get(0).at())),
            CAUSE.cite());
  }

  private static List<Long> frames(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    return Frames.of(
        wire.handshake().finalAck(),
        wire.fromServer().volume().lastData(),
        wire.fromClient().volume().unacknowledgedSince(),
        wire.resets().get(0).at());
  }
}
