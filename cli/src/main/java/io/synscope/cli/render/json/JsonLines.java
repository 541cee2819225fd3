package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.synscope.finding.Finding;
import io.synscope.report.AttemptLine;
import io.synscope.report.LatencyLine;
import io.synscope.report.ListenerLine;
import io.synscope.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * NDJSON: one object a line, told apart by {@code type}: attempt, finding, listener, latency,
 * exchanges, and last report, which holds headline, input, vantage, caveats and what was not
 * checked. A finding of a live capture has a {@code state}, begins or ends, when it is told before
 * the report. Any thread may write a line.
 */
public final class JsonLines implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator out;
  private final String version;

  /**
   * A writer.
   *
   * @param version of the program, for {@code tool}
   */
  public JsonLines(OutputStream stream, String version) throws IOException {
    this.out = JSON.createGenerator(stream);
    this.version = version;
    out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    out.setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  /**
   * Writes one attempt ahead of the report.
   *
   * @param files the capture's, for the attempt's frames
   */
  public synchronized void write(AttemptLine attempt, List<String> files) throws IOException {
    Fields fields = new Fields(out, files);
    AttemptJson.write(attempt, fields.begin().text("type", "attempt"));
    end(fields);
  }

  /**
   * Writes a finding of a live capture at once.
   *
   * @param state begins or ends
   * @param nanos when that became certain
   * @param evidence the file with its packets; empty for none
   */
  public synchronized void write(Finding finding, String state, long nanos, String evidence)
      throws IOException {
    Fields fields = new Fields(out, List.of());
    fields.begin().text("type", "finding").text("state", state).time("at", nanos);
    fields.text("evidenceFile", evidence);
    FindingJson.write(finding, fields, out);
    end(fields);
    out.flush();
  }

  private void end(Fields fields) throws IOException {
    fields.end();
    out.writeRaw('\n');
  }

  /** Writes all lines of a report. */
  public synchronized void write(Report report) throws IOException {
    Fields fields = new Fields(out, report.input().files());
    for (AttemptLine attempt : report.attempts()) {
      write(attempt, report.input().files());
    }
    for (Finding finding : report.findings()) {
      FindingJson.write(finding, fields.begin().text("type", "finding"), out);
      end(fields);
    }
    for (ListenerLine listener : report.listeners()) {
      ListenerJson.write(listener, fields.begin().text("type", "listener"));
      end(fields);
    }
    for (LatencyLine line : report.latency()) {
      LatencyJson.write(line, fields.begin().text("type", "latency"));
      end(fields);
    }
    if (report.exchanges().isPresent()) {
      ExchangeJson.write(report.exchanges().get(), fields.begin().text("type", "exchanges"), out);
      end(fields);
    }
    JsonReport.head(report, fields.begin().text("type", "report"), version);
    FindingJson.writeUnchecked(report.notChecked(), fields, out);
    end(fields.texts("caveats", report.caveats()).number("attemptsTotal", report.attemptsTotal()));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
