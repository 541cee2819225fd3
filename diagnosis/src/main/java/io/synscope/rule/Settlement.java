package io.synscope.rule;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.RuledOut;
import io.synscope.finding.Severity;
import io.synscope.observation.Moment;
import io.synscope.observation.SettlingTest;
import io.synscope.observation.SettlingTest.Showing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What separating tests do to findings: they take look-alikes off the list, and may name another
 * cause.
 *
 * <p>A cause that a test excludes is never left standing; the one that it speaks for takes its
 * place, or stands for itself where nothing had been found.
 */
final class Settlement {
  private static final String CITE = "made by the probe itself after its run";

  private final RuleBook book;

  Settlement(RuleBook book) {
    this.book = book;
  }

  /** {@return the findings as they stand after these tests} */
  List<Finding> apply(List<Finding> findings, List<SettlingTest> tests) {
    List<Finding> settled = new ArrayList<>(findings);
    for (SettlingTest test : tests) {
      settled.replaceAll(finding -> concerns(test, finding) ? told(finding, test) : finding);
      boolean spoken =
          settled.stream()
              .anyMatch(
                  finding ->
                      concerns(test, finding)
                          && finding.cause().id().equals(speaksFor(test.showing())));
      if (!spoken) {
        book.cause(speaksFor(test.showing())).ifPresent(cause -> settled.add(found(cause, test)));
      }
    }
    return settled;
  }

  private static boolean concerns(SettlingTest test, Finding finding) {
    return finding.server().equals(Optional.of(test.server()))
        && finding.severity() != Severity.INFO;
  }

  private Finding told(Finding finding, SettlingTest test) {
    Set<String> excluded = excludes(test.showing());
    Optional<Cause> better = book.cause(speaksFor(test.showing()));
    boolean replaced = excluded.contains(finding.cause().id()) && better.isPresent();
    Cause cause = replaced ? better.get() : finding.cause();
    List<RuledOut> ruledOut = new ArrayList<>(finding.ruledOut());
    Stream.concat(
            finding.alternatives().stream(),
            replaced ? Stream.of(finding.cause().id()) : Stream.empty())
        .filter(excluded::contains)
        .forEach(id -> ruledOut.add(new RuledOut(id, test.saw())));
    List<Evidence> evidence = new ArrayList<>(finding.evidence());
    evidence.add(Evidence.of(test.did() + ": " + test.saw(), CITE));
    return new Finding(
        cause,
        finding.severity(),
        replaced ? Confidence.LIKELY : finding.confidence(),
        replaced ? sentence(cause, test) : finding.sentence(),
        finding.alternatives().stream()
            .filter(id -> !excluded.contains(id) && !id.equals(cause.id()))
            .toList(),
        ruledOut,
        finding.clients(),
        finding.clientCount(),
        finding.server(),
        finding.count(),
        finding.first(),
        finding.last(),
        evidence,
        replaced ? cause.remedies() : finding.remedies(),
        replaced ? cause.nextTests() : finding.nextTests(),
        finding.symptomOf());
  }

  private static Finding found(Cause cause, SettlingTest test) {
    return new Finding(
        cause,
        cause.severity(),
        Confidence.LIKELY,
        sentence(cause, test),
        List.of(),
        excludes(test.showing()).stream().sorted().map(id -> new RuledOut(id, test.saw())).toList(),
        List.of(),
        0,
        Optional.of(test.server()),
        1,
        Moment.NONE,
        Moment.NONE,
        List.of(Evidence.of(test.did() + ": " + test.saw(), CITE)),
        cause.remedies(),
        cause.nextTests(),
        "");
  }

  private static String sentence(Cause cause, SettlingTest test) {
    return test.server() + ": " + cause.title() + "; " + test.saw() + ".";
  }

  /** Causes that cannot be, when a test shows this. */
  private static Set<String> excludes(Showing showing) {
    return switch (showing) {
      case OTHER_PORT_ANSWERS -> Set.of("server_host_down", "drop_return_path", "path_cut");
      case BURST_MIXED, SILENCE_ENDED ->
          Set.of(
              "silent_drop",
              "drop_firewall",
              "drop_host_firewall",
              "drop_return_path",
              "server_host_down");
      case RST_BEFORE_HOST ->
          Set.of("refused_no_listener", "refused_wrong_bind", "refused_by_host_firewall");
      case SIZE_DOES_NOT_MATTER -> Set.of("mtu_blackhole");
      case SPEAKS_TLS, SPEAKS_PLAIN ->
          Set.of("refused_no_listener", "redis_crash", "app_hung", "closed_unheard");
      case LARGE_REPLY_LOST, LARGE_REQUEST_LOST -> Set.of("app_hung", "fd_exhaustion");
      case IDLE_FORGOTTEN, IDLE_RESET -> Set.of("app_hung", "path_cut", "server_idle_timeout");
      case IDLE_CLOSED, IDLE_SURVIVED -> Set.of("idle_firewall_drop", "idle_firewall_rst");
      case OTHER_PORTS_SILENT, BURST_SILENT, SWALLOWED_BEHIND_HOP, RST_AT_HOST_DISTANCE, NOTHING ->
          Set.of();
    };
  }

  /** The cause that a test speaks for; empty for none. */
  private static String speaksFor(Showing showing) {
    return switch (showing) {
      case BURST_MIXED, SILENCE_ENDED -> "accept_queue_overflow";
      case RST_BEFORE_HOST -> "refused_by_firewall";
      case SPEAKS_TLS -> "tls_plain_to_tls_port";
      case SPEAKS_PLAIN -> "tls_to_plain_port";
      case LARGE_REPLY_LOST, LARGE_REQUEST_LOST -> "mtu_blackhole";
      case IDLE_FORGOTTEN -> "idle_firewall_drop";
      case IDLE_RESET -> "idle_firewall_rst";
      case IDLE_CLOSED -> "server_idle_timeout";
      case OTHER_PORT_ANSWERS,
          OTHER_PORTS_SILENT,
          BURST_SILENT,
          SWALLOWED_BEHIND_HOP,
          RST_AT_HOST_DISTANCE,
          SIZE_DOES_NOT_MATTER,
          IDLE_SURVIVED,
          NOTHING ->
          "";
    };
  }
}
