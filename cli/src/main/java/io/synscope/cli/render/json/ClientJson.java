package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.synscope.report.ExchangeSummary.ClientLine;
import io.synscope.report.ExchangeSummary.Habit;
import io.synscope.report.ExchangeSummary.KeyLine;
import java.io.IOException;
import java.util.List;

/** Who asked, what they appear to do, and for which keys. */
final class ClientJson {
  private ClientJson() {}

  static void writeClients(List<ClientLine> clients, Fields fields, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("clients");
    for (ClientLine c : clients) {
      fields
          .begin()
          .text("client", c.client())
          .text("server", c.server())
          .number("connections", c.connections());
      TrafficJson.write("exchanges", c.traffic(), fields)
          .number("totalNanos", c.traffic().totalNanos());
      out.writeArrayFieldStart("habits");
      for (Habit h : c.habits()) {
        fields
            .begin()
            .text("what", h.what())
            .number("value", h.value())
            .number("samples", h.samples())
            .text("sentence", h.sentence())
            .end();
      }
      out.writeEndArray();
      fields.end();
    }
    out.writeEndArray();
  }

  static void writeKeys(List<KeyLine> keys, Fields fields, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("keys");
    for (KeyLine k : keys) {
      fields.begin().text("pattern", k.pattern());
      TrafficJson.write("count", k.traffic(), fields)
          .number("totalNanos", k.traffic().totalNanos())
          .end();
    }
    out.writeEndArray();
  }

  static ClientLine readClient(Node c) {
    return new ClientLine(
        c.text("client"),
        c.text("server"),
        c.number("connections"),
        TrafficJson.read("exchanges", c),
        c.objects("habits").stream()
            .map(
                h ->
                    new Habit(
                        h.text("what"), h.number("value"), h.number("samples"), h.text("sentence")))
            .toList());
  }

  static KeyLine readKey(Node k) {
    return new KeyLine(k.text("pattern"), TrafficJson.read("count", k));
  }
}
