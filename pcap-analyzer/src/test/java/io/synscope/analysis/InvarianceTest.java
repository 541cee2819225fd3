package io.synscope.analysis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.observation.LossSide;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import io.synscope.testkit.fixture.LabFixture;
import io.synscope.testkit.fixture.Recording;
import io.synscope.testkit.fixture.Transform;
import io.synscope.testkit.script.PacketScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What changes nothing in what happened changes nothing in what is said of it. */
class InvarianceTest {
  private static final int FIRST_WRAPPING_SEQUENCE = -3; // 2^32 - 3
  private static final int CUTS_PER_CAPTURE = 24;
  private static final Map<String, Recording> CAPTURES = captures();
  private static final Map<String, Report> REPORTS = reports();

  /** What must not change: everything but frame numbers and times. */
  private record Verdict(
      String cause, Confidence confidence, Set<String> findings, Set<Line> lines) {
    static Verdict of(Report report) {
      return new Verdict(
          report.headline().cause(),
          report.headline().confidence(),
          report.findings().stream()
              .map(f -> f.cause().id() + " " + f.confidence() + " x" + f.count())
              .collect(Collectors.toSet()),
          report.attempts().stream().map(Line::of).collect(Collectors.toSet()));
    }
  }

  private record Line(
      String client, int incarnation, Outcome outcome, Story story, int syns, LossSide lossSide) {
    static Line of(AttemptLine attempt) {
      return new Line(
          attempt.client() + ">" + attempt.server(),
          attempt.incarnation(),
          attempt.outcome(),
          attempt.story(),
          attempt.syns(),
          attempt.lossSide());
    }
  }

  private static Map<String, Recording> captures() {
    Stream<Map.Entry<String, Recording>> lab =
        LabFixture.all(Fixtures.LAB).stream()
            .flatMap(
                fixture ->
                    fixture.captures().entrySet().stream()
                        .map(
                            capture ->
                                Map.entry(
                                    fixture.scenario() + " " + capture.getKey(),
                                    Recording.read(capture.getValue()))));
    Stream<Map.Entry<String, Recording>> scripts =
        Fixtures.scripts().stream()
            .map(PacketScript::read)
            .map(script -> Map.entry(script.name(), script.recording()));
    return Stream.concat(lab, scripts)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, Report> reports() {
    return CAPTURES.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> Fixtures.analyze(e.getValue())));
  }

  private static Report report(String name) {
    return requireNonNull(REPORTS.get(name));
  }

  private static void unchangedBy(UnaryOperator<Recording> transform) {
    SoftAssertions all = new SoftAssertions();
    CAPTURES.forEach(
        (name, recording) ->
            all.assertThat(Verdict.of(Fixtures.analyze(transform.apply(recording))))
                .as(name)
                .isEqualTo(Verdict.of(report(name))));
    all.assertAll();
  }

  @Test
  void anotherClock_changesNothing() {
    unchangedBy(recording -> Transform.shiftClock(recording, 1_000_000_000));
    unchangedBy(recording -> Transform.shiftClock(recording, -999_999_937));
  }

  @Test
  void sequenceNumbersThatWrap_changeNothing() {
    unchangedBy(recording -> Transform.startSequencesAt(recording, FIRST_WRAPPING_SEQUENCE));
  }

  @Test
  void everyPacketSeenTwice_changesNothing() {
    unchangedBy(Transform::everyPacketTwice);
  }

  @Test
  void anotherOrderOfUnrelatedPackets_changesNothing() {
    unchangedBy(recording -> Transform.shuffleConversations(recording, 42));
  }

  @Test
  void packetsThatStandLaterInTheFile_changeNothing() {
    for (long upToNanos : new long[] {50_000, 1_000_000, 30_000_000}) {
      unchangedBy(recording -> Transform.delayInFile(recording, upToNanos, upToNanos));
    }
  }

  @Test
  void captureThatEndsEarlier_provesNoOtherCause() {
    List<String> contradictions = new ArrayList<>();
    CAPTURES.forEach(
        (name, recording) -> {
          Set<String> known = causes(report(name), Confidence.INCONCLUSIVE);
          int size = recording.frames().size();
          for (int end = 1; end < size; end += Math.max(1, size / CUTS_PER_CAPTURE)) {
            Report cut = Fixtures.analyze(recording.first(end));
            Set<String> proven = new HashSet<>(causes(cut, Confidence.PROVEN));
            proven.removeAll(known);
            if (!proven.isEmpty()) {
              contradictions.add(name + " cut after " + end + ": " + proven + " not in " + known);
            }
          }
        });

    assertThat(contradictions).isEmpty();
  }

  private static Set<String> causes(Report report, Confidence atLeast) {
    return report.findings().stream()
        .filter(finding -> finding.confidence().compareTo(atLeast) >= 0)
        .map(Finding::cause)
        .map(cause -> cause.id())
        .collect(Collectors.toSet());
  }
}
