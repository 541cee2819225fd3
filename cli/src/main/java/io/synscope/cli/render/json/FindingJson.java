package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Remedy;
import io.synscope.finding.RuledOut;
import io.synscope.finding.Severity;
import io.synscope.finding.Unchecked;
import io.synscope.observation.Moment;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A finding and all that speaks for and against it. */
final class FindingJson {
  private FindingJson() {}

  static void write(Finding finding, Fields fields, JsonGenerator out) throws IOException {
    fields
        .text("cause", finding.cause().id())
        .text("title", finding.cause().title())
        .text("meaning", finding.cause().meaning())
        .text("severity", lower(finding.severity()))
        .text("confidence", finding.confidence().name())
        .text("sentence", finding.sentence())
        .text("symptomOf", finding.symptomOf())
        .texts("alternatives", finding.alternatives());
    ruledOut(finding.ruledOut(), fields, out);
    fields
        .texts("clients", finding.clients())
        .number("clientCount", finding.clientCount())
        .text("server", finding.server().map(Object::toString).orElse(""))
        .number("count", finding.count())
        .time("firstSeen", finding.first().nanos())
        .time("lastSeen", finding.last().nanos());
    evidence(finding.evidence(), fields, out);
    remedies(finding.remedies(), fields, out);
    fields.texts("nextTests", finding.nextTests()).text("cite", finding.cause().cite());
  }

  private static void ruledOut(List<RuledOut> ruledOut, Fields fields, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("ruledOut");
    for (RuledOut r : ruledOut) {
      fields.begin().text("cause", r.cause()).text("because", r.because()).end();
    }
    out.writeEndArray();
  }

  private static void evidence(List<Evidence> evidence, Fields fields, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("evidence");
    for (Evidence e : evidence) {
      fields.begin().text("what", e.what()).evidenceFrames(e.frames()).text("cite", e.cite()).end();
    }
    out.writeEndArray();
  }

  private static void remedies(List<Remedy> remedies, Fields fields, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("remedies");
    for (Remedy r : remedies) {
      fields
          .begin()
          .text("do", r.action())
          .text("command", r.command())
          .text("verify", r.verify())
          .end();
    }
    out.writeEndArray();
  }

  static Finding read(Node node, List<String> files) {
    Severity severity = node.constant("severity", Severity.class);
    List<Remedy> remedies =
        node.objects("remedies").stream()
            .map(r -> new Remedy(r.text("do"), r.text("command"), r.text("verify")))
            .toList();
    Cause cause =
        new Cause(
            node.text("cause"),
            node.text("title"),
            node.text("meaning"),
            severity,
            remedies,
            node.texts("nextTests"),
            node.text("cite"));
    return new Finding(
        cause,
        severity,
        node.constant("confidence", Confidence.class),
        node.text("sentence"),
        node.texts("alternatives"),
        node.objects("ruledOut").stream()
            .map(r -> new RuledOut(r.text("cause"), r.text("because")))
            .toList(),
        node.texts("clients").stream().map(Node::endpointOf).toList(),
        node.count("clientCount"),
        node.has("server") ? Optional.of(node.endpoint("server")) : Optional.empty(),
        node.count("count"),
        moment(node, "firstSeen"),
        moment(node, "lastSeen"),
        node.objects("evidence").stream()
            .map(e -> new Evidence(e.text("what"), e.frames(files), e.text("cite")))
            .toList(),
        remedies,
        node.texts("nextTests"),
        node.text("symptomOf"));
  }

  static void writeUnchecked(List<Unchecked> notChecked, Fields fields, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("notChecked");
    for (Unchecked u : notChecked) {
      fields.begin().text("what", u.what()).text("why", u.why()).text("how", u.how()).end();
    }
    out.writeEndArray();
  }

  static Unchecked readUnchecked(Node node) {
    return new Unchecked(node.text("what"), node.text("why"), node.text("how"));
  }

  static String lower(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The frame of a finding's first and last occurrence is not part of the schema; evidence names
   * the frames.
   */
  private static Moment moment(Node node, String name) {
    return node.time(name) == Moment.NEVER ? Moment.NONE : new Moment(node.time(name), 0);
  }
}
