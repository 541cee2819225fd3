package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureSource;
import io.synscope.observation.Outcome;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import io.synscope.testkit.fixture.RecordedFrame;
import io.synscope.testkit.fixture.Recording;
import io.synscope.testkit.fixture.Transform;
import io.synscope.testkit.script.PacketScript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Captures whose times run back by small steps. */
class TimeOrderTest {
  private static final long MILLISECOND = 1_000_000;
  private static final AnalysisOptions ALONE =
      new AnalysisOptions(Optional.empty(), new MemoryBudget(64 << 20), false, false);

  @Test
  void packetsInOrder_areNotSpokenOf() {
    assertThat(quality(Fixtures.analyze(manyAttempts()))).isEmpty();
  }

  @Test
  void synAckBeforeItsSynInTheFile_isAHandshake_withTheFramesOfTheFile() {
    List<RecordedFrame> frames = new ArrayList<>(refusal().frames());
    RecordedFrame syn = frames.remove(0);
    frames.add(1, syn);

    Report report = Fixtures.analyze(new Recording(frames));

    AttemptLine attempt = report.attempts().get(0);
    assertThat(report.attempts()).hasSize(1);
    assertThat(attempt.outcome()).isEqualTo(Outcome.REFUSED_RST);
    assertThat(attempt.firstFrame()).isEqualTo(2);
    assertThat(quality(report))
        .isEqualTo(
            "1 packet stamped earlier than the one before, by up to 0.100 ms; all were judged in the order of time");
  }

  @Test
  void answersStampedBeforeTheirRequests_keepTheirOrder() {
    Recording capture = manyAttempts();
    List<RecordedFrame> frames = new ArrayList<>();
    for (int i = 0; i < capture.frames().size(); i++) {
      RecordedFrame frame = capture.frames().get(i);
      frames.add(frame.at(frame.nanos() - i % 2 * MILLISECOND));
    }

    Report report = Fixtures.analyze(new Recording(frames));

    assertThat(report.attempts())
        .extracting(AttemptLine::outcome)
        .containsOnly(Outcome.REFUSED_RST)
        .hasSize(800);
    assertThat(quality(report)).endsWith("their order is right and their times are not");
  }

  @Test
  void threadsAndThoseWhoWatch_seeTheSameOrder_acrossBatches() throws IOException {
    Recording capture = manyAttempts();
    Report whole = Fixtures.analyze(capture);
    byte[] disordered = Transform.delayInFile(capture, 5 * MILLISECOND, 7).pcapng();

    Report plain = Fixtures.analyze(disordered);
    Report threads =
        CaptureAnalyzer.analyze(source(disordered), AnalysisOptions.defaults()).report();
    Report live = new LiveAnalysis(source(disordered), ALONE, packet -> {}).run().report();

    assertThat(outcomes(plain)).isEqualTo(outcomes(whole));
    assertThat(threads.attempts()).isEqualTo(plain.attempts());
    assertThat(threads.findings()).isEqualTo(plain.findings());
    assertThat(live.attempts()).isEqualTo(plain.attempts());
  }

  @Test
  void stepsBackOfClocks_areLeftAlone() {
    List<RecordedFrame> frames = new ArrayList<>(manyAttempts().frames());
    refusal().frames().forEach(frame -> frames.add(frame.at(frame.nanos() - 3_000 * MILLISECOND)));

    Report report = Fixtures.analyze(new Recording(frames));

    assertThat(quality(report)).endsWith("by so much that their order was left alone");
  }

  private static Recording refusal() {
    return PacketScript.parse("refusal", "0 C:40001 > S:6379 S\n+100us S:6379 > C:40001 R.\n")
        .recording();
  }

  /** More than two batches of packets. */
  private static Recording manyAttempts() {
    StringBuilder script = new StringBuilder("0");
    for (int port = 40_000; port < 40_800; port++) {
      script.append(port == 40_000 ? "" : "+200us").append(" C:").append(port);
      script.append(" > S:6379 S\n+100us S:6379 > C:").append(port).append(" R.\n");
    }
    return PacketScript.parse("refusals", script.toString()).recording();
  }

  private static List<String> outcomes(Report report) {
    return report.attempts().stream()
        .sorted(Comparator.comparing(attempt -> attempt.client().toString()))
        .map(attempt -> attempt.client() + " " + attempt.outcome() + " " + attempt.startNanos())
        .toList();
  }

  private static String quality(Report report) {
    return report.input().quality().stream()
        .filter(line -> line.name().equals("outOfOrder"))
        .map(line -> line.value() + " " + line.words())
        .findFirst()
        .orElse("");
  }

  private static CaptureSource source(byte[] capture) throws IOException {
    return CaptureFiles.open(new ByteArrayInputStream(capture), CaptureOptions.DEFAULT);
  }
}
