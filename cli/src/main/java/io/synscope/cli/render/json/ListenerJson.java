package io.synscope.cli.render.json;

import io.synscope.observation.Outcome;
import io.synscope.report.ListenerLine;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** One server endpoint, one line. */
final class ListenerJson {
  private ListenerJson() {}

  static void write(ListenerLine listener, Fields fields) throws IOException {
    fields
        .text("server", listener.server().toString())
        .number("attempts", listener.attempts())
        .begin("byOutcome");
    Map<Outcome, Long> ordered = new EnumMap<>(Outcome.class);
    ordered.putAll(listener.byOutcome());
    for (Map.Entry<Outcome, Long> entry : ordered.entrySet()) {
      fields.number(entry.getKey().name(), entry.getValue());
    }
    fields.end();
    fields
        .number("clients", listener.clients())
        .number("handshakeP50Nanos", listener.handshakeP50Nanos())
        .number("handshakeP99Nanos", listener.handshakeP99Nanos())
        .number("roundTripMinNanos", listener.roundTripMinNanos());
  }

  static ListenerLine read(Node node) {
    Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
    Node counts = node.object("byOutcome");
    counts
        .entries()
        .keySet()
        .forEach(name -> byOutcome.put(Outcome.valueOf(name), counts.number(name)));
    return new ListenerLine(
        node.endpoint("server"),
        node.number("attempts"),
        Collections.unmodifiableMap(byOutcome),
        node.number("clients"),
        node.number("handshakeP50Nanos"),
        node.number("handshakeP99Nanos"),
        node.number("roundTripMinNanos"));
  }
}
