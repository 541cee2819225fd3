package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.synscope.evidence.Ladder;
import io.synscope.evidence.Rung;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Party;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The packets that show each finding, where they were at hand. */
final class LadderJson {
  private LadderJson() {}

  /** {@code ladders} has one place for each finding, or none. */
  static void write(List<Optional<Ladder>> ladders, Fields fields, JsonGenerator out)
      throws IOException {
    if (ladders.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("ladders");
    for (int i = 0; i < ladders.size(); i++) {
      if (ladders.get(i).isPresent()) {
        write(i + 1, ladders.get(i).get(), fields, out);
      }
    }
    out.writeEndArray();
  }

  private static void write(int finding, Ladder ladder, Fields fields, JsonGenerator out)
      throws IOException {
    fields
        .begin()
        .number("finding", finding)
        .text("client", ladder.connection().client().toString())
        .text("server", ladder.connection().server().toString())
        .number("omitted", ladder.omitted());
    out.writeArrayFieldStart("packets");
    for (Rung rung : ladder.rungs()) {
      fields
          .begin()
          .time("at", rung.nanos())
          .text("from", rung.from().name().toLowerCase(Locale.ROOT))
          .text("words", rung.words())
          .text("shows", rung.decisive())
          .frames(List.of(rung.frame()));
      fields.end();
    }
    out.writeEndArray();
    fields.end();
  }

  /** {@return one place for each finding} */
  static List<Optional<Ladder>> read(Node report, int findings, List<String> files) {
    List<Optional<Ladder>> ladders = new ArrayList<>();
    for (int i = 1; i <= findings; i++) {
      int number = i;
      ladders.add(
          report.objects("ladders").stream()
              .filter(ladder -> ladder.number("finding") == number)
              .map(ladder -> ladder(ladder, files))
              .findFirst());
    }
    return List.copyOf(ladders);
  }

  private static Ladder ladder(Node node, List<String> files) {
    return new Ladder(
        new FourTuple(node.endpoint("client"), node.endpoint("server")),
        node.objects("packets").stream().map(packet -> rung(packet, files)).toList(),
        node.count("omitted"));
  }

  private static Rung rung(Node node, List<String> files) {
    return new Rung(
        node.frames(files).stream().findFirst().orElse(0L),
        node.time("at"),
        node.constant("from", Party.class),
        node.text("words"),
        node.text("shows"));
  }
}
