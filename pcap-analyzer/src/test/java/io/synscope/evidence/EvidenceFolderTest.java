package io.synscope.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.analysis.AnalysisOptions;
import io.synscope.analysis.CaptureAnalyzer;
import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureSource;
import io.synscope.capture.PacketBatch;
import io.synscope.finding.Finding;
import io.synscope.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small captures around findings, out of what passes by. */
class EvidenceFolderTest {
  private static final Path LAB = Path.of("src/test/resources/lab");

  @TempDir private Path folder;

  @Test
  void packetsBeforeAndAfterTheFinding_areACaptureThatShowsItAgain() throws IOException {
    Path file = capture("refused_no_listener");
    Report whole = analyze(file);
    Finding finding = whole.findings().get(0);
    Path written = write(file, finding, whole.input().packets() / 2, false);
    Report again = analyze(written);
    assertThat(written.getFileName().toString())
        .matches("[0-9]{8}T[0-9]{6}-refused_no_listener-[0-9._]+\\.pcapng");
    assertThat(again.headline().cause()).isEqualTo(whole.headline().cause());
    assertThat(again.attempts()).hasSameSizeAs(whole.attempts());
    assertThat(again.input().packets()).isEqualTo(whole.input().packets());
  }

  @Test
  void payloadStaysOut_unlessAskedFor() throws IOException {
    Path file = capture("redis_wrongpass");
    Finding finding = analyze(file).findings().get(0);
    assertThat(text(write(file, finding, 1000, false))).doesNotContain("AUTH", "WRONGPASS");
    assertThat(text(write(file, finding, 1000, true))).contains("AUTH", "WRONGPASS");
  }

  @Test
  void ofMoreFindingsThanFilesAreKept_theNewestStay() throws IOException {
    Path file = capture("refused_no_listener");
    Finding finding = analyze(file).findings().get(0);
    try (EvidenceFolder evidence = EvidenceFolder.open(folder, false)) {
      for (int second = 0; second < 130; second++) {
        evidence.found(finding, second * 1_000_000_000L);
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()).sorted().toList())
          .hasSize(100)
          .first()
          .asString()
          .startsWith("19700101T000030");
    }
  }

  private Path write(Path file, Finding finding, long after, boolean payload) throws IOException {
    List<Path> written = new ArrayList<>();
    PacketBatch batch = new PacketBatch();
    try (CaptureSource source = CaptureFiles.open(List.of(file), CaptureOptions.DEFAULT);
        EvidenceFolder evidence = EvidenceFolder.open(folder, payload)) {
      long count = 0;
      long nanos = 0;
      while (source.fill(batch)) {
        for (int i = 0; i < batch.count(); i++) {
          nanos = batch.packet(i).nanos();
          evidence.on(batch.packet(i));
          if (++count == after) {
            written.add(evidence.found(finding, nanos));
          }
        }
      }
      if (written.isEmpty()) {
        written.add(evidence.found(finding, nanos));
      }
    }
    return written.get(0);
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static Report analyze(Path file) throws IOException {
    return CaptureAnalyzer.analyze(
            CaptureFiles.open(List.of(file), CaptureOptions.DEFAULT), AnalysisOptions.defaults())
        .report();
  }

  private static Path capture(String scenario) throws IOException {
    try (Stream<Path> files = Files.walk(LAB)) {
      return files
          .filter(file -> file.toString().contains(scenario))
          .filter(file -> file.getFileName().toString().matches(".*client.*pcap.*"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }
}
