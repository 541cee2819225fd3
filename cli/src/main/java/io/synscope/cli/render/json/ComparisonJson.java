package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.synscope.comparison.Comparison;
import io.synscope.comparison.Mode;
import io.synscope.comparison.Ports;
import io.synscope.comparison.QuantileBand;
import io.synscope.comparison.QuantileDifference;
import io.synscope.comparison.Shape;
import io.synscope.comparison.Verdict;
import io.synscope.latency.Clock;
import io.synscope.observation.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
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
    curve("curveA", c.curveA());
    curve("curveB", c.curveB());
    modes("modesA", c.modesA());
    modes("modesB", c.modesB());
    fields.end();
  }

  private void difference(QuantileDifference d) throws IOException {
    fields.begin().text("quantile", d.name());
    out.writeNumberField("share", d.share());
    fields.text("verdict", d.verdict().name());
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

  private void curve(String name, List<QuantileBand> curve) throws IOException {
    out.writeArrayFieldStart(name);
    for (QuantileBand corner : curve) {
      fields.begin();
      out.writeNumberField("share", corner.share());
      nanos("nanos", corner.nanos());
      nanos("lowNanos", corner.lowNanos());
      nanos("highNanos", corner.highNanos());
      fields.end();
    }
    out.writeEndArray();
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

  /** {@return what was written; what was left out is infinitely long} */
  static ComparedSides read(Node node) {
    return new ComparedSides(
        node.text("a"),
        node.text("b"),
        node.objects("comparisons").stream()
            .map(
                one ->
                    new ComparedSides.Compared(
                        one.constant("phase", Phase.class),
                        one.constant("clock", Clock.class),
                        comparison(one)))
            .toList(),
        readPorts(node.object("sourcePorts")));
  }

  private static Comparison comparison(Node node) {
    return new Comparison(
        node.number("countA"),
        node.number("countB"),
        node.count("slots"),
        node.truth("paired"),
        node.objects("differences").stream().map(ComparisonJson::readDifference).toList(),
        node.objects("curveA").stream().map(ComparisonJson::readCorner).toList(),
        node.objects("curveB").stream().map(ComparisonJson::readCorner).toList(),
        node.fraction("cliffsDelta", 0),
        node.fraction("shiftNanos", Double.POSITIVE_INFINITY),
        new Shape(node.fraction("ksDistance", 0), node.fraction("ksChance", 1)),
        node.objects("modesA").stream().map(ComparisonJson::readMode).toList(),
        node.objects("modesB").stream().map(ComparisonJson::readMode).toList(),
        node.constant("verdict", Verdict.class));
  }

  private static QuantileDifference readDifference(Node node) {
    double a = node.fraction("aNanos", Double.POSITIVE_INFINITY);
    double b = node.fraction("bNanos", Double.POSITIVE_INFINITY);
    return new QuantileDifference(
        node.fraction("share", 0),
        a,
        b,
        node.fraction("differenceNanos", b - a),
        node.fraction("lowNanos", Double.NEGATIVE_INFINITY),
        node.fraction("highNanos", Double.POSITIVE_INFINITY),
        node.fraction("mattersFromNanos", Double.POSITIVE_INFINITY),
        node.number("effectiveCount"),
        node.truth("estimable"),
        node.constant("verdict", Verdict.class),
        node.number("neededCount"));
  }

  private static QuantileBand readCorner(Node node) {
    return new QuantileBand(
        node.fraction("share", 0),
        node.fraction("nanos", Double.POSITIVE_INFINITY),
        node.fraction("lowNanos", Double.POSITIVE_INFINITY),
        node.fraction("highNanos", Double.POSITIVE_INFINITY));
  }

  private static Mode readMode(Node node) {
    return new Mode(node.number("nanos"), node.fraction("share", 0), node.text("meaning"));
  }

  private static Map<String, Ports> readPorts(Node sides) {
    Map<String, Ports> bySide = new LinkedHashMap<>();
    for (String side : sides.entries().keySet()) {
      Node ports = sides.object(side);
      bySide.put(
          side,
          new Ports(
              ports.count("count"),
              ports.number("leastNanos"),
              ports.number("middleNanos"),
              ports.number("greatestNanos"),
              ports.objects("slow").stream()
                  .map(
                      p ->
                          new Ports.Port(
                              p.count("port"), p.number("medianNanos"), p.number("values")))
                  .toList()));
    }
    return bySide;
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
