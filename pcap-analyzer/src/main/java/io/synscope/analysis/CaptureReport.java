package io.synscope.analysis;

import io.synscope.capture.CaptureQuality;
import io.synscope.latency.HeatMap;
import io.synscope.observation.FoldedAttempts;
import io.synscope.observation.Observations;
import io.synscope.report.ExchangeSummary;
import io.synscope.report.Input;
import io.synscope.report.LatencyOverTime;
import io.synscope.report.OverTime;
import io.synscope.report.Report;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Judgement;
import io.synscope.rule.backlog.QueueCourses;
import io.synscope.wire.LinkType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts what was found into the shape that is printed. */
final class CaptureReport {
  private final Judgement judgement;
  private final CaseFile file;
  private final PacketSorter sorter;
  private final CaptureQuality quality;

  CaptureReport(Judgement judgement, PacketSorter sorter, CaptureQuality quality) {
    this.judgement = judgement;
    this.file = judgement.file();
    this.sorter = sorter;
    this.quality = quality;
  }

  Report write() {
    Observations facts = file.observations();
    long folded = facts.folded().stream().mapToLong(FoldedAttempts::count).sum();
    Report report =
        new Report(
            input(),
            file.vantage(),
            file.vantageReasons(),
            judgement.headline(),
            judgement.findings(),
            judgement.notChecked(),
            new ListenerTable(file).lines(),
            facts.attempts().stream()
                .map(attempt -> AttemptLines.of(attempt, file.story(attempt)))
                .toList(),
            facts.attempts().size() + folded,
            Optional.of(exchanges(facts)),
            List.of(),
            caveats(folded));
    return report.withOverTime(overTime());
  }

  private OverTime overTime() {
    HeatMap times = sorter.exchanges().times();
    return new OverTime(
        times.count() == 0 ? List.of() : List.of(LatencyOverTime.of("ROUND_TRIP", "wire", times)),
        QueueCourses.of(file));
  }

  private ExchangeSummary exchanges(Observations facts) {
    ExchangeSummary heard = sorter.exchanges().summary();
    return heard.withClients(ClientHabits.into(heard.clients(), facts.attempts()));
  }

  private Input input() {
    List<String> warnings = new ArrayList<>();
    quality
        .files()
        .forEach(
            one -> one.warnings().forEach(warning -> warnings.add(one.name() + ": " + warning)));
    quality
        .unsupportedLinks()
        .forEach(
            (link, frames) ->
                warnings.add(
                    frames
                        + " frames of link type "
                        + link
                        + " were not read; link types that are: "
                        + linksRead()));
    warnings.addAll(sorter.clock().warnings());
    Observations facts = file.observations();
    return new Input(
        Input.Kind.CAPTURE,
        quality.files().stream().map(one -> one.name()).toList(),
        quality.packets(),
        quality.capturedBytes(),
        facts.capture().firstNanos(),
        facts.capture().lastNanos(),
        QualityLines.of(quality, facts, sorter),
        warnings);
  }

  private static String linksRead() {
    return Arrays.stream(LinkType.values())
        .filter(link -> link != LinkType.UNSUPPORTED)
        .map(LinkType::name)
        .collect(Collectors.joining(", "));
  }

  private List<String> caveats(long folded) {
    List<String> caveats = new ArrayList<>();
    if (folded > 0) {
      caveats.add(
          folded
              + " attempts were only counted, not kept one by one: the memory budget was full. Their listeners and outcomes are in the totals.");
    }
    if (sorter.folds().evictions() > 0) {
      caveats.add(
          sorter.folds().evictions()
              + " connections were written out before they ended, to make room: later packets of theirs count as connections without a beginning.");
    }
    return caveats;
  }
}
