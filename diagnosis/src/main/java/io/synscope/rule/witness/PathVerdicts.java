package io.synscope.rule.witness;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Reset;
import io.synscope.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can only be known of a path by looking at both of its ends. */
final class PathVerdicts {
  private static final String CITE = "the same connections in both captures";

  /**
   * Only two captures can tell this from the other silences, so that no rule of the book names it.
   */
  private static final Cause DROPPED_ON_THE_WAY =
      Cause.named("drop_firewall", Severity.CRITICAL)
          .title("SYNs are dropped on the way to the server")
          .meaning(
              "SYNs pass the capture point at the client and never come to the one at the server: a"
                  + " firewall, security group or route between the two drops them.")
          .remedy(
              "Allow the clients' network to reach {host}:{port} in each firewall, security group and"
                  + " network ACL between the two capture points.",
              "nft list ruleset; iptables-save -c | grep -n DROP",
              "The SYNs come to the server: tcpdump -nni any 'tcp port {port} and tcp[tcpflags] & tcp-syn != 0'")
          .remedy(
              "Find the hop: capture halfway and hold that capture against either end's.",
              "traceroute -n -T -p {port} {host}",
              "The trace ends at the hop before the one that drops.")
          .nextTest(
              "Capture on the routers and firewalls between: behind which one are the SYNs gone?")
          .cite("RFC 9293 3.8.3");

  private static final String[] NOT_ON_THE_SERVER = {
    "silent_drop",
    "drop_return_path",
    "drop_host_firewall",
    "accept_queue_overflow",
    "syn_queue_overflow",
    "syn_ignored_by_server"
  };
  private static final String[] NOT_ON_THE_WAY_THERE = {
    "silent_drop",
    "drop_firewall",
    "drop_host_firewall",
    "accept_queue_overflow",
    "syn_queue_overflow",
    "server_host_down"
  };
  private static final String[] NOT_REFUSED_BY_THE_HOST = {
    "refused_no_listener", "refused_wrong_bind", "refused_by_host_firewall"
  };
  private static final String[] NOT_RESET_BY_AN_END = {
    "half_open",
    "stale_established_tuple",
    "nat_rebind",
    "redis_killed",
    "redis_restart",
    "redis_client_kill",
    "server_idle_timeout",
    "rst_after_handshake",
    "client_abort",
    "client_crash"
  };

  private final RuleBook book;
  private final TwoCaptures both;
  private final Exhibits exhibits;
  private final List<Finding> findings = new ArrayList<>();

  PathVerdicts(RuleBook book, TwoCaptures both) {
    this.book = book;
    this.both = both;
    exhibits = both.exhibits();
  }

  List<Finding> findings() {
    Map<Endpoint, List<Passage>> byServer =
        both.covered().stream()
            .collect(
                Collectors.groupingBy(
                    passage -> passage.near().tuple().server(), TreeMap::new, Collectors.toList()));
    byServer.forEach(this::judge);
    book.cause("nat_rebind")
        .ifPresent(cause -> findings.addAll(new ReboundVerdict(both).findings(cause)));
    return findings;
  }

  private void judge(Endpoint server, List<Passage> passages) {
    lostThere(server, passages);
    book.cause("drop_return_path").ifPresent(cause -> lostBack(cause, server, passages));
    book.cause("refused_by_firewall").ifPresent(cause -> refused(cause, server, passages));
    book.cause(resetCause(server)).ifPresent(cause -> reset(cause, server, passages));
  }

  /** Idleness is what the client's capture can tell; that the RST is no end's own is the news. */
  private String resetCause(Endpoint server) {
    return nearBelieves("idle_firewall_rst", server) ? "idle_firewall_rst" : "rst_injected";
  }

  private void lostThere(Endpoint server, List<Passage> passages) {
    List<ConnectionAttempt> lost =
        near(without(passages, Passage::lostOnTheWayThere, Passage::met));
    if (lost.stream().noneMatch(both::ranMeanwhile)) {
      return;
    }
    Verdict verdict =
        new Verdict(DROPPED_ON_THE_WAY, server)
            .hits(lost)
            .confidence(known(lost) ? Confidence.STRONG : Confidence.LIKELY)
            .say(
                "%d SYNs of %d connection attempts to %s passed %s and none of them came to %s: they are dropped between the two."
                    .formatted(syns(lost), lost.size(), server, nearName(), farName()))
            .evidence("SYNs of which %s has none".formatted(farName()), frames(lost), CITE)
            .shown(
                "other SYNs to %s came to %s".formatted(server, farName()),
                exhibits.arrivedThere(server),
                CITE);
    found(verdict, "none of the SYNs came to " + farName(), NOT_ON_THE_SERVER);
  }

  private void lostBack(Cause cause, Endpoint server, List<Passage> passages) {
    List<Passage> unanswered =
        without(passages, Passage::lostOnTheWayBack, passage -> !passage.unanswered());
    List<ConnectionAttempt> lost = near(unanswered);
    if (lost.isEmpty()) {
      return;
    }
    Verdict verdict =
        new Verdict(cause, server)
            .hits(lost)
            .say(
                "%s answered %d connection attempts; its answers are in %s and not one of them came to %s: they are dropped on the way back."
                    .formatted(server, lost.size(), farName(), nearName()))
            .evidence("SYNs that stayed without an answer here", frames(lost), CITE)
            .shown(
                "answers that left %s and never came to %s".formatted(farName(), nearName()),
                exhibits.answeredThere(unanswered),
                CITE);
    found(verdict, "the answers are in " + farName(), NOT_ON_THE_WAY_THERE);
  }

  private void refused(Cause cause, Endpoint server, List<Passage> passages) {
    List<Passage> between = those(passages, Passage::refusedBetween);
    List<ConnectionAttempt> refused = near(between);
    boolean outlived =
        outlived(between.stream().flatMap(passage -> passage.near().wire().resets().stream()));
    if (refused.isEmpty() || !outlived && !nearBelieves(cause.id(), server)) {
      return;
    }
    Verdict verdict =
        new Verdict(cause, server)
            .hits(refused)
            .confidence(outlived && known(refused) ? Confidence.PROVEN : Confidence.LIKELY)
            .say(
                "A box between %s and %s refuses connections to %s in its name: the RSTs of %d attempts are not in %s."
                    .formatted(nearName(), farName(), server, refused.size(), farName()))
            .evidence("RSTs that %s did not see leave".formatted(farName()), frames(refused), CITE)
            .shown(
                "what %s has of these connections instead".formatted(farName()),
                exhibits.handshakesThere(between),
                CITE);
    found(verdict, "the host sent no RST: see " + farName(), NOT_REFUSED_BY_THE_HOST);
  }

  private void reset(Cause cause, Endpoint server, List<Passage> passages) {
    List<Passage> between =
        those(
            passages,
            passage -> !passage.resetBetween().isEmpty() && !both.renamed().again(passage));
    List<ConnectionAttempt> reset = near(between);
    boolean outlived =
        outlived(between.stream().flatMap(passage -> passage.resetBetween().stream()));
    if (reset.isEmpty() || !outlived && !nearBelieves(cause.id(), server)) {
      return;
    }
    Verdict verdict =
        new Verdict(cause, server)
            .hits(reset)
            .confidence(outlived ? Confidence.PROVEN : Confidence.STRONG)
            .say(
                "A box between %s and %s ended %d connections to %s: their RSTs bear the name of an end that did not send them."
                    .formatted(nearName(), farName(), reset.size(), server))
            .evidence(
                "the RST was seen at one end, and did not leave the other",
                exhibits.resets(between),
                CITE)
            .shown(
                "the last packets of these connections at the end in whose name it came",
                exhibits.lastAtTheSender(between),
                CITE);
    found(verdict, "no end sent this RST", NOT_RESET_BY_AN_END);
  }

  /** Whether the far capture would surely have seen one of these. */
  private boolean known(List<ConnectionAttempt> attempts) {
    return attempts.stream().anyMatch(both::surelyCovers);
  }

  /** Whether the near capture says so by itself, where the far one was perhaps too short. */
  private boolean nearBelieves(String cause, Endpoint server) {
    return both.near().judgement().findings().stream()
        .filter(finding -> finding.server().map(server::equals).orElse(false))
        .anyMatch(finding -> finding.cause().id().equals(cause));
  }

  /**
   * Whether the capture that lacks it ran before and after one of these RSTs: it cannot have missed
   * it.
   */
  private boolean outlived(Stream<Reset> resets) {
    return resets.anyMatch(both::ranBeside);
  }

  private void found(Verdict verdict, String because, String... others) {
    for (String other : others) {
      verdict.ruleOut(other, because);
    }
    findings.add(verdict.write());
  }

  /** Of these, those from client hosts of which no attempt fared like {@code others}. */
  private static List<Passage> without(
      List<Passage> passages, Predicate<Passage> condition, Predicate<Passage> others) {
    var spared =
        passages.stream()
            .filter(others)
            .map(passage -> passage.near().tuple().client().address())
            .collect(Collectors.toSet());
    return those(
        passages,
        passage ->
            condition.test(passage) && !spared.contains(passage.near().tuple().client().address()));
  }

  private static List<Passage> those(List<Passage> passages, Predicate<Passage> condition) {
    return passages.stream().filter(condition).toList();
  }

  private static List<ConnectionAttempt> near(List<Passage> passages) {
    return passages.stream().map(Passage::near).toList();
  }

  private static int syns(List<ConnectionAttempt> attempts) {
    return attempts.stream().mapToInt(attempt -> attempt.wire().handshake().syns().size()).sum();
  }

  private static List<Long> frames(List<ConnectionAttempt> attempts) {
    return attempts.stream().flatMap(attempt -> attempt.handshakeFrames().stream()).toList();
  }

  private String nearName() {
    return both.near().name();
  }

  private String farName() {
    return both.far().name();
  }
}
