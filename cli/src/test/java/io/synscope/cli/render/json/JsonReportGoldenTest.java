package io.synscope.cli.render.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synscope.cli.render.Golden;
import io.synscope.cli.render.SampleReport;
import io.synscope.report.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonReportGoldenTest {
  @Test
  void incident() throws IOException {
    Golden.check("incident.json", json(SampleReport.incident()));
  }

  @Test
  void healthy() throws IOException {
    Golden.check("healthy.json", json(SampleReport.healthy()));
  }

  @Test
  void incidentAsLines() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (JsonLines lines = new JsonLines(stream, "1.2.3")) {
      lines.write(SampleReport.incident());
    }
    String text = stream.toString(UTF_8);
    assertThat(text.lines())
        .allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"));
    Golden.check("incident.ndjson", text);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsReadBackIsWrittenTheSame(Report report) throws IOException {
    String once = json(report);
    Report read = JsonReport.read(new ByteArrayInputStream(once.getBytes(UTF_8)));
    assertThat(json(read)).isEqualTo(once);
    assertThat(read.attempts()).isEqualTo(report.attempts());
    assertThat(read.latency()).isEqualTo(report.latency());
    assertThat(read.listeners()).isEqualTo(report.listeners());
  }

  private static Stream<Report> samples() {
    return Stream.of(SampleReport.incident(), SampleReport.healthy(), SampleReport.nothing());
  }

  @Test
  void attemptsStandOneALine() throws IOException {
    assertThat(
            json(SampleReport.incident()).lines().filter(line -> line.contains("\"incarnation\"")))
        .hasSize(SampleReport.incident().attempts().size())
        .allMatch(line -> line.strip().startsWith("{\"client\""));
  }

  @Test
  void nullIsNeverWritten() throws IOException {
    assertThat(json(SampleReport.incident())).doesNotContain("null");
    assertThat(json(SampleReport.nothing())).doesNotContain("null");
  }

  @Test
  void aReportOfAnotherSchemaIsNotRead() {
    assertThatThrownBy(
            () ->
                JsonReport.read(
                    new ByteArrayInputStream("{\"schema\":\"synscope/9\"}".getBytes(UTF_8))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("synscope/1");
  }

  private static String json(Report report) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    new JsonReport("1.2.3").write(report, stream);
    return stream.toString(UTF_8);
  }
}
