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
          .number("connections", c.connections())
          .number("exchanges", c.exchanges())
          .number("errors", c.errors())
          .number("requestBytes", c.requestBytes())
          .number("replyBytes", c.replyBytes())
          .number("p50Nanos", c.p50Nanos())
          .number("p99Nanos", c.p99Nanos())
          .number("maxNanos", c.maxNanos())
          .number("totalNanos", c.totalNanos());
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
      fields
          .begin()
          .text("pattern", k.pattern())
          .number("count", k.count())
          .number("errors", k.errors())
          .number("requestBytes", k.requestBytes())
          .number("replyBytes", k.replyBytes())
          .number("p50Nanos", k.p50Nanos())
          .number("p99Nanos", k.p99Nanos())
          .number("maxNanos", k.maxNanos())
          .number("totalNanos", k.totalNanos())
          .end();
    }
    out.writeEndArray();
  }

  static ClientLine readClient(Node c) {
    return new ClientLine(
        c.text("client"),
        c.text("server"),
        c.number("connections"),
        c.number("exchanges"),
        c.number("errors"),
        c.number("requestBytes"),
        c.number("replyBytes"),
        c.number("p50Nanos"),
        c.number("p99Nanos"),
        c.number("maxNanos"),
        c.number("totalNanos"),
        c.objects("habits").stream()
            .map(
                h ->
                    new Habit(
                        h.text("what"), h.number("value"), h.number("samples"), h.text("sentence")))
            .toList());
  }

  static KeyLine readKey(Node k) {
    return new KeyLine(
        k.text("pattern"),
        k.number("count"),
        k.number("errors"),
        k.number("requestBytes"),
        k.number("replyBytes"),
        k.number("p50Nanos"),
        k.number("p99Nanos"),
        k.number("maxNanos"),
        k.number("totalNanos"));
  }
}
