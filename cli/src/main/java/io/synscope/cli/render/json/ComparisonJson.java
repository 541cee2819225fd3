package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.synscope.comparison.Comparison;
import io.synscope.comparison.Mode;
import io.synscope.comparison.Ports;
import io.synscope.comparison.QuantileDifference;
import io.synscope.latency.Clock;
import io.synscope.observation.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Comparisons of two sides as one JSON object; what is infinitely long is left out. */
public final class ComparisonJson {
  private final JsonGenerator out;
  private final Fields fields;

  /** Begins the object; {@code a} and {@code b} are what the user called the sides. */
  public ComparisonJson(OutputStream stream, String a, String b) throws IOException {
    out = new JsonFactory().createGenerator(stream);
    out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    fields = new Fields(out, List.of());
    fields.begin().text("schema", JsonReport.SCHEMA).text("a", a).text("b", b);
    out.writeArrayFieldStart("comparisons");
  }

  /** Adds one phase. */
  public void add(Phase phase, Clock clock, Comparison c) throws IOException {
    fields
        .begin()
        .text("phase", phase.name())
        .text("clock", clock.word())
        .text("verdict", c.verdict().name())
        .number("countA", c.countA())
        .number("countB", c.countB())
        .number("slots", c.slots())
        .truth("paired", c.paired());
    out.writeNumberField("cliffsDelta", c.cliffsDelta());
    fields.text("effect", c.effect());
    nanos("shiftNanos", c.shiftNanos());
    out.writeNumberField("ksDistance", c.shape().distance());
    out.writeNumberField("ksChance", c.shape().chance());
    out.writeArrayFieldStart("differences");
    for (QuantileDifference d : c.differences()) {
      difference(d);
    }
    out.writeEndArray();
    modes("modesA", c.modesA());
    modes("modesB", c.modesB());
    fields.end();
  }

  private void difference(QuantileDifference d) throws IOException {
    fields.begin().text("quantile", d.name()).text("verdict", d.verdict().name());
    nanos("aNanos", d.aNanos());
    nanos("bNanos", d.bNanos());
    nanos("differenceNanos", d.nanos());
    nanos("lowNanos", d.lowNanos());
    nanos("highNanos", d.highNanos());
    nanos("mattersFromNanos", d.materialNanos());
    fields
        .number("effectiveCount", d.effectiveCount())
        .truth("estimable", d.estimable())
        .number("neededCount", d.neededCount());
    fields.end();
  }

  private void modes(String name, List<Mode> modes) throws IOException {
    out.writeArrayFieldStart(name);
    for (Mode mode : modes) {
      fields.begin().number("nanos", mode.nanos());
      out.writeNumberField("share", mode.share());
      fields.text("meaning", mode.meaning()).end();
    }
    out.writeEndArray();
  }

  private void nanos(String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      fields.number(name, Math.round(value));
    }
  }

  private void ports(String side, Ports ports) throws IOException {
    out.writeFieldName(side);
    fields
        .begin()
        .number("count", ports.count())
        .number("leastNanos", ports.leastNanos())
        .number("middleNanos", ports.middleNanos())
        .number("greatestNanos", ports.greatestNanos());
    out.writeArrayFieldStart("slow");
    for (Ports.Port port : ports.slow()) {
      fields
          .begin()
          .number("port", port.number())
          .number("medianNanos", port.medianNanos())
          .number("values", port.values())
          .end();
    }
    out.writeEndArray();
    fields.end();
  }

  /** Ends the object with the medians by source port, where there were enough ports. */
  public void close(Map<String, Ports> bySide) throws IOException {
    out.writeEndArray();
    out.writeObjectFieldStart("sourcePorts");
    for (var side : bySide.entrySet()) {
      ports(side.getKey(), side.getValue());
    }
    out.writeEndObject();
    fields.end();
    out.writeRaw('\n');
    out.close();
  }
}
