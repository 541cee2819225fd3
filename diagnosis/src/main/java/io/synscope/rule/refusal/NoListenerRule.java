package io.synscope.rule.refusal;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Shared;
import io.synscope.statistics.SortedTimes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The host answers the SYN with RST because no process listens on that address and port. */
public final class NoListenerRule implements Rule {
  private static final long FALLBACK_NANOS = 500_000_000L;

  /** When connections to a port were established, by family. */
  private static final Shared<Map<Door, SortedTimes>> SERVED = Shared.of(NoListenerRule::served);

  /** A port of all addresses of one family. */
  private record Door(boolean v4, int port) {}

  private static final Cause CAUSE =
      Cause.named("refused_no_listener", Severity.CRITICAL)
          .title("Connection refused: nothing listens on the port")
          .meaning(
              "The server's host answers each SYN with RST because no process listens on that"
                  + " address and port: Redis is not running, or it listens elsewhere.")
          .remedy(
              "See on the server whether anything listens on that port, and on which address.",
              "ss -ltnp 'sport = :{port}'",
              "A LISTEN line shows {host}:{port}, 0.0.0.0:{port}, *:{port} or [::]:{port}.")
          .remedy(
              "Start the server if it is not running, and read why it stopped.",
              "systemctl status redis-server; journalctl -u redis-server -n 50",
              "redis-cli -h {host} -p {port} PING on a client's host is answered.")
          .remedy(
              "If it listens on 127.0.0.1 only, let it listen on the address that clients use, with"
                  + " a password or ACL set; Redis 6.2 and later need no restart for that.",
              "redis-cli CONFIG SET bind '127.0.0.1 {host}' && redis-cli CONFIG REWRITE",
              "ss -ltn 'sport = :{port}' lists {host}:{port}.")
          .nextTest("On {host}: ss -ltnp 'sport = :{port}' (no line, or one for 127.0.0.1 only?)")
          .nextTest("On {host}: nft list ruleset (a rule that rejects port {port} with tcp reset?)")
          .cite("RFC 9293 3.10.7.1; Linux tcp_v4_send_reset");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      Refusals refusals = Refusals.at(file, listener);
      if (!refusals.byHost().isEmpty()) {
        write(file, docket, listener, refusals);
      }
    }
  }

  private static void write(CaseFile file, Docket docket, Listener listener, Refusals refusals) {
    List<ConnectionAttempt> refused = refusals.byHost();
    Draft draft =
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(refused)
            .confidence(refusals.kernelChecksum() ? Confidence.STRONG : Confidence.LIKELY)
            .say(
                "%s refused %s: no process listens on that address and port%s.",
                listener.server(),
                Phrase.count(refused.size(), "connection attempt"),
                when(refusals))
            .alternative("refused_wrong_bind")
            .handshakes(
                "the host answered the SYN at once with RST,ACK, as it does where no socket listens",
                refused,
                CAUSE.cite());
    firewalls(file, listener, refusals, draft);
    relate(docket, listener, draft);
    silenceBefore(refused, draft);
    if (refused.stream().allMatch(attempt -> wentOn(file, attempt))) {
      draft
          .severity(Severity.WARNING)
          .evidence(
              "each time the same host then connected to another address of the other family, same"
                  + " port",
              List.of(),
              "RFC 8305");
    }
  }

  /** Dual-stack clients try one family after the other: the refusal cost them nothing. */
  private static boolean wentOn(CaseFile file, ConnectionAttempt refused) {
    long since = refused.lastSeen().nanos();
    Endpoint server = refused.tuple().server();
    return Optional.ofNullable(
            SERVED.in(file).get(new Door(!server.address().isV4(), server.port())))
        .filter(served -> served.before(since + FALLBACK_NANOS) > served.before(since))
        .isPresent();
  }

  private static Map<Door, SortedTimes> served(CaseFile file) {
    Map<Door, SortedTimes.Writer> times = new HashMap<>();
    for (Listener listener : file.listeners()) {
      Endpoint server = listener.server();
      SortedTimes.Writer here =
          times.computeIfAbsent(
              new Door(server.address().isV4(), server.port()), door -> new SortedTimes.Writer());
      listener.establishedAt().stream().forEach(here::add);
    }
    Map<Door, SortedTimes> served = new HashMap<>();
    times.forEach((door, here) -> served.put(door, here.done()));
    return served;
  }

  private static String when(Refusals refusals) {
    if (refusals.servedMeanwhile() > 0) {
      return " at these times, although the same address answered others meanwhile";
    }
    boolean before = refusals.servedBefore();
    boolean after = refusals.servedAfter();
    return before && after
        ? " for a while: before and after it answered"
        : before ? " any more; before it answered" : after ? " yet; later it answered" : "";
  }

  private static void firewalls(CaseFile file, Listener listener, Refusals refusals, Draft draft) {
    if (refusals.kernelChecksum()) {
      draft.ruleOut(
          "refused_by_host_firewall",
          "the RST left with a finished checksum while the host leaves those of its sockets to the"
              + " network card: the kernel made it, not netfilter");
    } else {
      draft.alternative("refused_by_host_firewall");
    }
    ConnectionAttempt first = refusals.byHost().get(0);
    boolean twoPlaces = file.observations().capture().secondCapturesOtherHop() > 0;
    boolean knownDistance = file.hops().of(listener.server().address()).isPresent() && !twoPlaces;
    if (knownDistance) {
      draft.ruleOut(
          "refused_by_firewall", "the RST came from as many hops away as the host's own packets");
    } else if (Refusals.reset(first).isPresent()) {
      draft.alternative("refused_by_firewall");
      if (!twoPlaces) {
        unknownDistance(draft);
      }
    }
    if (!first.probed()) {
      draft.ruleOut("reject_icmp_port_unreach", "the answer is a RST, not an ICMP error");
    }
  }

  /** Without any other packet of that host, its distance is unknown. */
  private static void unknownDistance(Draft draft) {
    draft.evidence(
        "nothing but RSTs was seen of that host, so its distance in hops is not known",
        List.of(),
        "RFC 791 3.2, time to live");
  }

  private static void relate(Docket docket, Listener listener, Draft draft) {
    docket
        .at(listener.server(), "redis_restart", "redis_killed")
        .forEach(root -> draft.symptomOf(root.cause().id()));
    if (!docket.at(listener.server(), "dns_stale_address").isEmpty()) {
      draft.alternative("dns_stale_address");
    }
  }

  private static void silenceBefore(List<ConnectionAttempt> refused, Draft draft) {
    List<ConnectionAttempt> late =
        refused.stream().filter(attempt -> attempt.wire().handshake().syns().size() > 1).toList();
    if (!late.isEmpty()) {
      draft.handshakes(
          "earlier SYNs of "
              + Phrase.count(late.size(), "attempt")
              + " had stayed unanswered: the listener's state changed in between",
          late,
          "RFC 6298 5.5");
    }
  }
}
