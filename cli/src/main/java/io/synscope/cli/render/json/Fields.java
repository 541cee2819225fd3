package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.synscope.observation.FrameId;
import io.synscope.observation.Moment;
import io.synscope.report.LatencyLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes fields by the house rules of this schema: what is left out, how times, endpoints and
 * frames look.
 */
final class Fields {
  private final JsonGenerator out;
  private final List<String> files;

  Fields(JsonGenerator out, List<String> files) {
    this.out = out;
    this.files = files;
  }

  Fields begin() throws IOException {
    out.writeStartObject();
    return this;
  }

  Fields begin(String name) throws IOException {
    out.writeFieldName(name);
    return begin();
  }

  void end() throws IOException {
    out.writeEndObject();
  }

  /** A text; left out when empty. */
  Fields text(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      out.writeStringField(name, value);
    }
    return this;
  }

  Fields number(String name, long value) throws IOException {
    out.writeNumberField(name, value);
    return this;
  }

  /** A percentile; left out when it falls among the attempts that never got an answer. */
  Fields percentile(String name, long nanos) throws IOException {
    return nanos == LatencyLine.UNBOUNDED ? this : number(name, nanos);
  }

  Fields truth(String name, boolean value) throws IOException {
    out.writeBooleanField(name, value);
    return this;
  }

  Fields texts(String name, List<?> values) throws IOException {
    out.writeArrayFieldStart(name);
    for (Object value : values) {
      out.writeString(value.toString());
    }
    out.writeEndArray();
    return this;
  }

  Fields numbers(String name, List<Long> values) throws IOException {
    out.writeArrayFieldStart(name);
    for (long value : values) {
      out.writeNumber(value);
    }
    out.writeEndArray();
    return this;
  }

  /** A time twice: for people and for arithmetic; left out when it was never seen. */
  Fields time(String name, long epochNanos) throws IOException {
    if (epochNanos != Moment.NEVER) {
      text(name, Timestamp.of(epochNanos)).number(name + "Nanos", epochNanos);
    }
    return this;
  }

  /** Frames of evidence: the file's name always stands beside them. */
  Fields evidenceFrames(List<Long> frames) throws IOException {
    return frames(frames, true);
  }

  /** Frames of a table's line: the file's name only where there are several files. */
  Fields frames(List<Long> frames) throws IOException {
    return frames(frames, files.size() > 1);
  }

  private Fields frames(List<Long> frames, boolean named) throws IOException {
    Map<Integer, List<Long>> byFile = new LinkedHashMap<>();
    frames.forEach(
        f ->
            byFile
                .computeIfAbsent(FrameId.file(f), key -> new ArrayList<>())
                .add(FrameId.number(f)));
    boolean first = true;
    for (Map.Entry<Integer, List<Long>> group : byFile.entrySet()) {
      if (first) {
        group(group, named);
      } else {
        out.writeStartObject();
        group(group, true);
        out.writeEndObject();
      }
      if (first && byFile.size() > 1) {
        out.writeArrayFieldStart("elsewhere");
      }
      first = false;
    }
    if (byFile.size() > 1) {
      out.writeEndArray();
    }
    return byFile.isEmpty() ? numbers("frames", List.of()) : this;
  }

  private void group(Map.Entry<Integer, List<Long>> group, boolean named) throws IOException {
    if (named && group.getKey() < files.size()) {
      text("file", files.get(group.getKey()));
    }
    numbers("frames", group.getValue());
  }
}
