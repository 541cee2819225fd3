package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/**
 * Line breaks down to a depth that the writer moves; below it, one object is one line, so that line
 * tools work on large reports.
 */
final class ReportLayout implements PrettyPrinter {
  private int depth;
  private int brokenBelow = 1;

  /** Containers at fewer levels than this are spread over lines; the report itself is level 0. */
  void breakDownTo(int levels) {
    brokenBelow = levels;
  }

  private void begin(JsonGenerator out, char bracket) throws IOException {
    out.writeRaw(bracket);
    depth++;
  }

  private void end(JsonGenerator out, char bracket, int entries) throws IOException {
    depth--;
    if (entries > 0) {
      line(out);
    }
    out.writeRaw(bracket);
  }

  private void line(JsonGenerator out) throws IOException {
    if (depth < brokenBelow) {
      out.writeRaw("\n" + "  ".repeat(depth));
    }
  }

  private void inside(JsonGenerator out, String alternative) throws IOException {
    if (depth <= brokenBelow) {
      out.writeRaw("\n" + "  ".repeat(depth));
    } else {
      out.writeRaw(alternative);
    }
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw('\n');
  }

  @Override
  public void writeStartObject(JsonGenerator out) throws IOException {
    begin(out, '{');
  }

  @Override
  public void writeEndObject(JsonGenerator out, int entries) throws IOException {
    end(out, '}', entries);
  }

  @Override
  public void writeStartArray(JsonGenerator out) throws IOException {
    begin(out, '[');
  }

  @Override
  public void writeEndArray(JsonGenerator out, int values) throws IOException {
    end(out, ']', values);
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
    out.writeRaw(',');
    inside(out, " ");
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(',');
    inside(out, " ");
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(": ");
  }

  @Override
  public void beforeArrayValues(JsonGenerator out) throws IOException {
    inside(out, "");
  }

  @Override
  public void beforeObjectEntries(JsonGenerator out) throws IOException {
    inside(out, "");
  }
}
