package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.synscope.latency.HeatMap;
import io.synscope.observation.QueueCourse;
import io.synscope.report.LatencyOverTime;
import io.synscope.report.OverTime;
import java.io.IOException;

/** What happened when; left out when there is nothing to tell. */
final class OverTimeJson {
  private OverTimeJson() {}

  static void write(OverTime overTime, Fields fields, JsonGenerator out) throws IOException {
    if (overTime.equals(OverTime.NONE)) {
      return;
    }
    fields.begin("overTime");
    out.writeArrayFieldStart("latency");
    for (LatencyOverTime map : overTime.latency()) {
      write(map, fields, out);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("queues");
    for (QueueCourse queue : overTime.queues()) {
      write(queue, fields, out);
    }
    out.writeEndArray();
    fields.end();
  }

  /** A step is a row of two, time and number; a herd of three: from, to, number. */
  private static void write(QueueCourse queue, Fields fields, JsonGenerator out)
      throws IOException {
    fields
        .begin()
        .text("server", queue.server().toString())
        .number("fullAt", queue.fullAt())
        .number("marksTotal", queue.marksTotal());
    out.writeArrayFieldStart("steps");
    for (QueueCourse.Step step : queue.steps()) {
      row(out, step.nanos(), step.waiting());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("herds");
    for (QueueCourse.Herd herd : queue.herds()) {
      row(out, herd.fromNanos(), herd.toNanos(), herd.syns());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("marks");
    for (QueueCourse.Mark mark : queue.marks()) {
      fields
          .begin()
          .time("at", mark.nanos())
          .text("refused", mark.kind().name())
          .text("client", mark.client().toString())
          .end();
    }
    out.writeEndArray();
    fields.end();
  }

  /** A cell is a row of four: beginning of its column, least time, first time above it, count. */
  private static void write(LatencyOverTime map, Fields fields, JsonGenerator out)
      throws IOException {
    fields
        .begin()
        .text("phase", map.phase())
        .text("clock", map.clock())
        .number("spanNanos", map.spanNanos());
    out.writeArrayFieldStart("cells");
    for (HeatMap.Cell cell : map.cells()) {
      row(out, cell.startNanos(), cell.fromNanos(), cell.toNanos(), cell.count());
    }
    out.writeEndArray();
    fields.end();
  }

  private static void row(JsonGenerator out, long... numbers) throws IOException {
    out.writeStartArray();
    for (long number : numbers) {
      out.writeNumber(number);
    }
    out.writeEndArray();
  }

  static OverTime read(Node node) {
    return new OverTime(
        node.objects("latency").stream().map(OverTimeJson::latency).toList(),
        node.objects("queues").stream().map(OverTimeJson::queue).toList());
  }

  private static QueueCourse queue(Node node) {
    return new QueueCourse(
        node.endpoint("server"),
        node.count("fullAt"),
        node.rows("steps", 2).stream()
            .map(row -> new QueueCourse.Step(row[0], (int) row[1]))
            .toList(),
        node.objects("marks").stream()
            .map(
                mark ->
                    new QueueCourse.Mark(
                        mark.time("at"),
                        mark.constant("refused", QueueCourse.Kind.class),
                        mark.endpoint("client")))
            .toList(),
        node.count("marksTotal"),
        node.rows("herds", 3).stream()
            .map(row -> new QueueCourse.Herd(row[0], row[1], (int) row[2]))
            .toList());
  }

  private static LatencyOverTime latency(Node node) {
    return new LatencyOverTime(
        node.text("phase"),
        node.text("clock"),
        node.number("spanNanos"),
        node.rows("cells", 4).stream()
            .map(row -> new HeatMap.Cell(row[0], row[1], row[2], (int) row[3]))
            .toList());
  }
}
