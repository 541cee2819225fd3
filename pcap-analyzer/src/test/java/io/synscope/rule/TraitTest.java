package io.synscope.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.analysis.AnalysisOptions;
import io.synscope.analysis.CaptureAnalyzer;
import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureSource;
import io.synscope.rule.book.Catalogue;
import io.synscope.testkit.fixture.LabFixture;
import io.synscope.testkit.script.PacketScript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A rule that asks for a trait sees only the attempts that bear it. Where every attempt bears every
 * trait, each rule sees all of them, and must find the same.
 */
class TraitTest {
  private static final Path RESOURCES = Path.of("src/test/resources");

  @Test
  void scripts_areJudgedAsIfEveryAttemptBoreEveryTrait() throws IOException {
    try (var files = Files.list(RESOURCES.resolve("scripts"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".script")).toList()) {
        byte[] capture = PacketScript.read(file).pcap();
        judgedAlike(
            CaptureFiles.open(new ByteArrayInputStream(capture), CaptureOptions.DEFAULT), file);
      }
    }
  }

  @Test
  void lab_isJudgedAsIfEveryAttemptBoreEveryTrait() throws IOException {
    for (LabFixture fixture : LabFixture.all(RESOURCES.resolve("lab"))) {
      for (Path file : fixture.captures().values()) {
        judgedAlike(CaptureFiles.open(List.of(file), CaptureOptions.DEFAULT), file);
      }
    }
  }

  private static void judgedAlike(CaptureSource source, Path file) throws IOException {
    Judgement judgement = CaptureAnalyzer.analyze(source, AnalysisOptions.defaults()).judgement();
    CaseFile unsifted = CaseFile.open(judgement.file().observations(), attempt -> -1L);
    Judgement same = Catalogue.book().judge(unsifted, List.of());

    assertThat(same.findings()).as("findings of %s", file).isEqualTo(judgement.findings());
    assertThat(same.headline()).as("headline of %s", file).isEqualTo(judgement.headline());
    assertThat(same.notChecked()).as("unchecked of %s", file).isEqualTo(judgement.notChecked());
  }
}
