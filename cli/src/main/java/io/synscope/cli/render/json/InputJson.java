package io.synscope.cli.render.json;

import io.synscope.report.Input;
import java.io.IOException;
import java.util.Locale;

/** What was looked at. Quality is an object: one number for each counter that is not zero. */
final class InputJson {
  private InputJson() {}

  static void write(Input input, Fields fields) throws IOException {
    fields
        .begin("input")
        .text("kind", input.kind().name().toLowerCase(Locale.ROOT))
        .texts("files", input.files())
        .number("packets", input.packets())
        .number("bytes", input.bytes())
        .time("first", input.firstNanos())
        .time("last", input.lastNanos());
    fields.begin("quality");
    for (Input.QualityLine line : input.quality()) {
      fields.number(line.name(), line.value());
    }
    fields.end();
    fields.begin("qualityWords");
    for (Input.QualityLine line : input.quality()) {
      fields.text(line.name(), line.words());
    }
    fields.end();
    fields.texts("warnings", input.warnings()).end();
  }

  static Input read(Node node) {
    Node quality = node.object("quality");
    Node words = node.object("qualityWords");
    return new Input(
        node.constant("kind", Input.Kind.class),
        node.texts("files"),
        node.number("packets"),
        node.number("bytes"),
        node.time("first"),
        node.time("last"),
        quality.entries().keySet().stream()
            .map(name -> new Input.QualityLine(name, quality.number(name), words.text(name)))
            .toList(),
        node.texts("warnings"));
  }
}
