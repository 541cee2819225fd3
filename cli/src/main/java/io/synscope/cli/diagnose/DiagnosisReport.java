package io.synscope.cli.diagnose;

import io.synscope.analysis.Analysis;
import io.synscope.finding.Finding;
import io.synscope.finding.Unchecked;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Observations;
import io.synscope.observation.Outcome;
import io.synscope.observation.Tongue;
import io.synscope.report.Input;
import io.synscope.report.LatencyLine;
import io.synscope.report.Report;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Judgement;
import io.synscope.rule.RuleBook;
import io.synscope.rule.book.Catalogue;
import io.synscope.rule.witness.HostVerdicts;
import io.synscope.rule.witness.MemberVerdicts;
import io.synscope.rule.witness.Merging;
import io.synscope.rule.witness.OwnFirewallVerdict;
import io.synscope.rule.witness.QueueVerdict;
import io.synscope.rule.witness.RefuserVerdict;
import io.synscope.rule.witness.ServerVerdicts;
import io.synscope.run.AttemptEvent;
import io.synscope.run.Counts;
import io.synscope.run.ProbeReport;
import io.synscope.run.ProbeResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The findings of all witnesses as one report. */
final class DiagnosisReport {
  /** What a probe's own packets look like: many short connections, given up early, to odd ports. */
  private static final Set<String> OURSELVES =
      Set.of(
          "connection_churn",
          "client_abort",
          "client_read_timeout",
          "pool_exhaustion",
          "port_scan",
          "nagle_delayed_ack",
          "redis_noperm", // the questions of this run
          "routing_loop", // SYNs that were meant to run out of hops
          "syn_flood");

  private static final int CONTROL_PORT = 1; // the port that the walk of hops asks beside

  private final Facts facts;
  private final long nowSeconds;
  private final RuleBook book = Catalogue.book();

  DiagnosisReport(Facts facts, long nowSeconds) {
    this.facts = facts;
    this.nowSeconds = nowSeconds;
  }

  Report write() {
    ProbeResult all = together(facts.probes);
    Report probe = ProbeReport.of(all, facts.tests);
    CaseFile file = CaseFile.open(ProbeReport.observations(all));
    List<Finding> findings = ofAllWitnesses(probe, file);
    List<Unchecked> unchecked =
        Stream.concat(probe.notChecked().stream(), facts.unchecked.stream()).toList();
    Optional<WireTruth> wire =
        facts.packets.map(
            packets -> new WireTruth(all.attempts(), packets.judgement().file().attempts()));
    Judgement judgement = RuleBook.conclude(file, Merging.of(findings), unchecked);
    return new Report(
        input(probe.input()),
        probe.vantage(),
        probe.vantageReasons(),
        judgement.headline(),
        judgement.findings(),
        judgement.notChecked(),
        probe.listeners(),
        wire.map(w -> probe.attempts().stream().map(w::complete).toList()).orElse(probe.attempts()),
        probe.attemptsTotal(),
        probe.exchanges(),
        Stream.concat(
                probe.latency().stream(),
                wire.stream().flatMap(w -> w.latency(facts.probes.get(0).attempts()).stream()))
            .toList(),
        probe.caveats(),
        Stream.of(
                new Checklist(facts, all).lines(),
                wire.map(w -> List.of(w.check(packets()))).orElse(List.of()),
                judgement.findings().isEmpty() ? List.<String>of() : when(all, judgement))
            .flatMap(List::stream)
            .toList(),
        probe.overTime());
  }

  private List<Finding> ofAllWitnesses(Report probe, CaseFile file) {
    List<Finding> findings = new ArrayList<>(probe.findings());
    findings.addAll(ofPackets(probe));
    facts.servers.forEach(
        words ->
            findings.addAll(ServerVerdicts.of(book, words, nowSeconds, facts.wish.thresholds())));
    findings.addAll(MemberVerdicts.of(facts.visits));
    facts.hosts.forEach(host -> findings.addAll(HostVerdicts.of(book, host, file.attempts())));
    facts.hosts.forEach(
        host -> OwnFirewallVerdict.of(book, host, file.attempts()).ifPresent(findings::add));
    return findings;
  }

  /** Only what concerns the servers that were asked about, and is not this run's own behaviour. */
  private List<Finding> ofPackets(Report probe) {
    Set<Endpoint> asked =
        probe.attempts().stream().map(line -> line.server()).collect(Collectors.toSet());
    if (facts.packets.isEmpty()) {
      return List.of();
    }
    List<ConnectionAttempt> all = facts.packets.get().judgement().file().attempts();
    List<ConnectionAttempt> own = inOurTongue(all);
    Stream<Finding> judged =
        judge(facts.packets.get(), own).stream()
            .filter(finding -> !OURSELVES.contains(finding.cause().id()))
            .filter(finding -> finding.server().map(asked::contains).orElse(false))
            .filter(finding -> concernsClients(finding, probe));
    Stream<Finding> compared =
        asked.stream()
            .flatMap(
                server ->
                    Stream.concat(
                        RefuserVerdict.of(book, all, server, CONTROL_PORT).stream(),
                        QueueVerdict.of(book, own, server).stream()));
    return Stream.concat(judged, compared).toList();
  }

  /** INFO and its like are this run's own: if nobody else had to wait, nothing is slow. */
  private static boolean concernsClients(Finding finding, Report probe) {
    return !finding.cause().id().equals("redis_slow_command")
        || finding.clients().isEmpty()
        || probe.attempts().stream().anyMatch(line -> finding.clients().contains(line.client()));
  }

  /** Without the tests that spoke TLS on purpose where the user speaks plain, or the reverse. */
  private List<ConnectionAttempt> inOurTongue(List<ConnectionAttempt> all) {
    Tongue foreign = facts.wish.tls().isPresent() ? Tongue.RESP : Tongue.TLS;
    return all.stream()
        .filter(attempt -> attempt.wire().conversation().client() != foreign)
        .toList();
  }

  private List<Finding> judge(Analysis packets, List<ConnectionAttempt> own) {
    Observations seen = packets.judgement().file().observations();
    return own.size() == seen.attempts().size()
        ? packets.report().findings()
        : book.judge(
                new Observations(
                    own,
                    seen.folded(),
                    seen.names(),
                    seen.neighbours(),
                    seen.stalls(),
                    seen.capture(),
                    seen.declaredVantage()))
            .findings();
  }

  private List<String> when(ProbeResult all, Judgement judgement) {
    Timeline timeline = new Timeline(nowSeconds).run(all).findings(judgement.findings());
    facts.servers.forEach(timeline::server);
    return timeline.lines();
  }

  private long packets() {
    return facts.packets.map(analysis -> analysis.report().input().packets()).orElse(0L);
  }

  private static Input input(Input probe) {
    return new Input(
        Input.Kind.DIAGNOSE,
        probe.files(),
        0,
        0,
        probe.firstNanos(),
        probe.lastNanos(),
        probe.quality(),
        probe.warnings());
  }

  private static ProbeResult together(List<ProbeResult> parts) {
    ProbeResult first = parts.get(0);
    List<AttemptEvent> attempts = parts.stream().flatMap(p -> p.attempts().stream()).toList();
    List<LatencyLine> latency = new ArrayList<>(first.latency());
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    attempts.forEach(event -> outcomes.merge(event.attempt().outcome(), 1L, Long::sum));
    Counts counts =
        new Counts(
            attempts.size(),
            attempts.stream().filter(AttemptEvent::served).count(),
            outcomes,
            0,
            0,
            parts.stream().mapToLong(p -> p.counts().lateAnswers()).sum(),
            parts.stream().mapToLong(p -> p.counts().stalled()).sum());
    return new ProbeResult(
        first.resolutions(),
        attempts,
        counts,
        latency,
        first.firstNanos(),
        parts.get(parts.size() - 1).lastNanos(),
        first.transport(),
        caveats(parts));
  }

  /** The same caveat of two parts is told once, with its number for both. */
  private static List<String> caveats(List<ProbeResult> parts) {
    Map<String, Long> counted = new LinkedHashMap<>();
    for (String caveat : parts.stream().flatMap(part -> part.caveats().stream()).toList()) {
      String[] words = caveat.split(" ", 2);
      boolean number = words.length > 1 && words[0].matches("[0-9]{1,9}");
      counted.merge(number ? words[1] : caveat, number ? Long.parseLong(words[0]) : 0L, Long::sum);
    }
    return counted.entrySet().stream()
        .map(e -> e.getValue() == 0 ? e.getKey() : e.getValue() + " " + e.getKey())
        .toList();
  }
}
