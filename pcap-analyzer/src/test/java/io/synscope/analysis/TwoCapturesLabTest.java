package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.rule.Judgement;
import io.synscope.rule.book.Catalogue;
import io.synscope.rule.witness.Side;
import io.synscope.rule.witness.TwoCaptures;
import io.synscope.testkit.fixture.LabFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every scenario of the fault lab, its client's and its server's capture held against each other.
 */
class TwoCapturesLabTest {
  /** Shares that must be reached; raised with every rule, never lowered. */
  private static final double ACCEPTABLE = 0.98;

  private static final double EXACT = 0.8;

  /** What one end alone cannot tell apart. */
  private static final List<String> SETTLED =
      List.of("drop_return_path", "refused_by_firewall", "idle_firewall_rst", "rst_injected");

  @Test
  void bothEndsTogether_sayNothingThatNeitherMaySay() {
    List<String> wrong = new ArrayList<>();
    int exact = 0;
    int scenarios = 0;
    for (LabFixture fixture : LabFixture.all(Fixtures.LAB)) {
      Map<String, Path> captures = fixture.captures();
      if (captures.keySet().containsAll(List.of("client", "server"))) {
        String cause = judge(captures).headline().cause();
        scenarios++;
        exact += cause.equals(fixture.cause()) ? 1 : 0;
        if (fixture.acceptable().values().stream().noneMatch(causes -> causes.contains(cause))) {
          wrong.add(fixture.scenario() + ": " + cause + ", not " + fixture.cause());
        }
      }
    }
    System.out.printf("both ends: %d scenarios, %d exact, wrong %s%n", scenarios, exact, wrong);

    assertThat(scenarios).isGreaterThan(90);
    assertThat(1 - (double) wrong.size() / scenarios).isGreaterThanOrEqualTo(ACCEPTABLE);
    assertThat((double) exact / scenarios).isGreaterThanOrEqualTo(EXACT);
  }

  @Test
  void whatOneEndLeavesOpen_isSettled() {
    for (String scenario : SETTLED) {
      Map<String, Path> captures = LabFixture.read(Fixtures.LAB.resolve(scenario)).captures();
      assertThat(judge(captures).headline().cause()).isEqualTo(scenario);
    }
  }

  private static Judgement judge(Map<String, Path> captures) {
    return TwoCaptures.of(side("server", captures), side("client", captures))
        .judge(Catalogue.book());
  }

  private static Side side(String vantage, Map<String, Path> captures) {
    try {
      Analysis analysis =
          CaptureAnalyzer.analyze(
              CaptureFiles.open(List.of(captures.get(vantage)), CaptureOptions.DEFAULT),
              AnalysisOptions.defaults());
      return new Side(vantage, 1, analysis.judgement());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
