package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.report.Report;
import io.synscope.testkit.fixture.Excerpt;
import io.synscope.testkit.fixture.LabFixture;
import io.synscope.testkit.fixture.Recording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Whoever sees less may say less, and says nothing else: what a narrow filter, a late start or a
 * snap length leaves of the lab's captures may weaken a verdict, and turns none into another that
 * is sure of itself.
 */
class PartialSightTest {
  /** Noted in the calibration: what is so in a scenario besides what was broken. */
  private static final Set<String> BESIDES =
      Set.of("high_latency", "redis_slow_command", "silent_drop");

  @Test
  void filterOnFlags_makesNoSureMistake() {
    noSureMistake(Excerpt::controlSegments);
  }

  @Test
  void missingPlainAcks_makeNoSureMistake() {
    noSureMistake(Excerpt::withoutPlainAcks);
  }

  @Test
  void filterOnTcp_makesNoSureMistake() {
    noSureMistake(Excerpt::tcp);
  }

  @Test
  void missingHandshakes_makeNoSureMistake() {
    noSureMistake(Excerpt::withoutHandshakes);
  }

  @Test
  void directionToTheServerAlone_makesNoSureMistake() {
    noSureMistake(recording -> Excerpt.oneDirection(recording, true));
  }

  @Test
  void directionFromTheServerAlone_makesNoSureMistake() {
    noSureMistake(recording -> Excerpt.oneDirection(recording, false));
  }

  @Test
  void secondHalf_makesNoSureMistake() {
    noSureMistake(recording -> Excerpt.part(recording, 50, 100));
  }

  @Test
  void firstHalf_makesNoSureMistake() {
    noSureMistake(recording -> Excerpt.part(recording, 0, 50));
  }

  @Test
  void snapLengthOf96_makesNoSureMistake() {
    noSureMistake(recording -> Excerpt.snapLength(recording, 96));
  }

  @Test
  void snapLengthOf64_makesNoSureMistake() {
    noSureMistake(recording -> Excerpt.snapLength(recording, 64));
  }

  @Test
  void clockSetForward_makesNoSureMistake() {
    noSureMistake(recording -> Excerpt.clockSet(recording, 3_600_000_000_000L));
  }

  @Test
  void clockSetBack_makesNoSureMistake() {
    noSureMistake(recording -> Excerpt.clockSet(recording, -3_600_000_000_000L));
  }

  private static void noSureMistake(UnaryOperator<Recording> partOf) {
    List<String> mistakes = new ArrayList<>();
    for (LabFixture fixture : LabFixture.all(Fixtures.LAB)) {
      fixture
          .captures()
          .forEach(
              (vantage, file) -> {
                Recording part = partOf.apply(Recording.read(file));
                if (!part.frames().isEmpty()) {
                  mistakes.addAll(mistakes(fixture, vantage, Fixtures.analyze(part)));
                }
              });
    }

    assertThat(mistakes).isEmpty();
  }

  private static List<String> mistakes(LabFixture fixture, String vantage, Report report) {
    Set<String> atWork = new HashSet<>(BESIDES);
    atWork.add(fixture.cause());
    atWork.addAll(fixture.also());
    fixture.acceptable().values().forEach(atWork::addAll);
    return report.findings().stream()
        .filter(finding -> finding.confidence().compareTo(Confidence.STRONG) >= 0)
        .filter(finding -> !atWork.contains(finding.cause().id()))
        .filter(finding -> !atWork.contains(finding.symptomOf()))
        .map(finding -> describe(fixture, vantage, finding))
        .toList();
  }

  private static String describe(LabFixture fixture, String vantage, Finding finding) {
    return "%s %s: %s %s, %s"
        .formatted(
            fixture.scenario(),
            vantage,
            finding.cause().id(),
            finding.confidence(),
            finding.sentence());
  }
}
