package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Headline;
import io.synscope.finding.Severity;
import io.synscope.observation.Vantage;
import io.synscope.report.AttemptLine;
import io.synscope.report.ExchangeSummary;
import io.synscope.report.LatencyLine;
import io.synscope.report.ListenerLine;
import io.synscope.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * One report, one JSON object; attempts, commands and latencies one line each, so that large
 * reports stream.
 */
public final class JsonReport {
  /** Tag of the schema; it changes when a reader of the old one would be misled. */
  public static final String SCHEMA = "synscope/1";

  private static final JsonFactory JSON = new JsonFactory();

  private final String version;

  /**
   * A writer.
   *
   * @param version of the program, for {@code tool}
   */
  public JsonReport(String version) {
    this.version = version;
  }

  /** Writes the report and a newline; the stream is flushed, not closed. */
  public void write(Report report, OutputStream stream) throws IOException {
    write(new SavedReport(report, List.of()), stream);
  }

  /** Writes the report with packets that show its findings; the stream is flushed, not closed. */
  public void write(SavedReport saved, OutputStream stream) throws IOException {
    Report report = saved.report();
    try (JsonGenerator out = JSON.createGenerator(stream)) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      ReportLayout layout = new ReportLayout();
      out.setPrettyPrinter(layout);
      Fields fields = new Fields(out, report.input().files());
      fields.begin();
      head(report, fields, version);
      layout.breakDownTo(4);
      out.writeArrayFieldStart("findings");
      for (Finding finding : report.findings()) {
        FindingJson.write(finding, fields.begin(), out);
        fields.end();
      }
      out.writeEndArray();
      layout.breakDownTo(2);
      FindingJson.writeUnchecked(report.notChecked(), fields, out);
      fields.texts("caveats", report.caveats());
      if (!report.checks().isEmpty()) {
        fields.texts("checks", report.checks());
      }
      lines(report, fields, out);
      layout.breakDownTo(3);
      exchanges(report.exchanges(), fields, out);
      layout.breakDownTo(2);
      latency(report.latency(), fields, out);
      OverTimeJson.write(report.overTime(), fields, out);
      layout.breakDownTo(4);
      LadderJson.write(saved.ladders(), fields, out);
      layout.breakDownTo(1);
      fields.end();
      out.writeRaw('\n');
    }
  }

  /** What every form of the report begins with. */
  static void head(Report report, Fields fields, String version) throws IOException {
    fields
        .text("schema", SCHEMA)
        .begin("tool")
        .text("name", "synscope")
        .text("version", version)
        .end();
    InputJson.write(report.input(), fields);
    fields
        .begin("vantage")
        .text("value", report.vantage().name())
        .texts("because", report.vantageReasons())
        .end();
    Headline headline = report.headline();
    fields
        .begin("headline")
        .text("cause", headline.cause())
        .text("severity", FindingJson.lower(headline.severity()))
        .text("confidence", headline.confidence().name())
        .text("sentence", headline.sentence())
        .end();
  }

  private static void lines(Report report, Fields fields, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("listeners");
    for (ListenerLine listener : report.listeners()) {
      ListenerJson.write(listener, fields.begin());
      fields.end();
    }
    out.writeEndArray();
    fields.number("attemptsTotal", report.attemptsTotal());
    out.writeArrayFieldStart("attempts");
    for (AttemptLine attempt : report.attempts()) {
      AttemptJson.write(attempt, fields.begin());
      fields.end();
    }
    out.writeEndArray();
  }

  private static void exchanges(
      Optional<ExchangeSummary> exchanges, Fields fields, JsonGenerator out) throws IOException {
    if (exchanges.isPresent()) {
      ExchangeJson.write(exchanges.get(), fields.begin("exchanges"), out);
      fields.end();
    }
  }

  private static void latency(List<LatencyLine> lines, Fields fields, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("latency");
    for (LatencyLine line : lines) {
      LatencyJson.write(line, fields.begin());
      fields.end();
    }
    out.writeEndArray();
  }

  /** {@return the report that was written to this stream} */
  public static Report read(InputStream stream) throws IOException {
    return saved(node(stream)).report();
  }

  /** {@return what was written to this stream, by whichever command} */
  public static Saved readAny(InputStream stream) throws IOException {
    Node node = node(stream);
    return node.has("comparisons") ? ComparisonJson.read(node) : saved(node);
  }

  private static Node node(InputStream stream) throws IOException {
    try (JsonParser in = JSON.createParser(stream)) {
      in.nextToken();
      return Node.read(in);
    }
  }

  private static SavedReport saved(Node node) throws IOException {
    Report report = read(node);
    return new SavedReport(
        report, LadderJson.read(node, report.findings().size(), report.input().files()));
  }

  private static Report read(Node node) throws IOException {
    if (!node.text("schema").equals(SCHEMA)) {
      throw new IOException("not a report of schema " + SCHEMA);
    }
    List<String> files = node.object("input").texts("files");
    Node vantage = node.object("vantage");
    Node headline = node.object("headline");
    return new Report(
        InputJson.read(node.object("input")),
        vantage.constant("value", Vantage.class),
        vantage.texts("because"),
        new Headline(
            headline.text("cause"),
            headline.constant("severity", Severity.class),
            headline.constant("confidence", Confidence.class),
            headline.text("sentence")),
        node.objects("findings").stream().map(f -> FindingJson.read(f, files)).toList(),
        node.objects("notChecked").stream().map(FindingJson::readUnchecked).toList(),
        node.objects("listeners").stream().map(ListenerJson::read).toList(),
        node.objects("attempts").stream().map(a -> AttemptJson.read(a, files)).toList(),
        node.number("attemptsTotal"),
        node.has("exchanges")
            ? Optional.of(ExchangeJson.read(node.object("exchanges"), files))
            : Optional.empty(),
        node.objects("latency").stream().map(LatencyJson::read).toList(),
        node.texts("caveats"),
        node.texts("checks"),
        OverTimeJson.read(node.object("overTime")));
  }
}
