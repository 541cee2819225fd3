package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.synscope.observation.ErrorReply;
import io.synscope.observation.Moment;
import io.synscope.report.ExchangeSummary;
import io.synscope.report.ExchangeSummary.ClientError;
import io.synscope.report.ExchangeSummary.CommandLine;
import io.synscope.report.ExchangeSummary.SlowExchange;
import io.synscope.report.ExchangeSummary.StallLine;
import io.synscope.report.ExchangeSummary.WaitLine;
import java.io.IOException;
import java.util.List;

/** What was said inside the connections. */
final class ExchangeJson {
  private ExchangeJson() {}

  static void write(ExchangeSummary exchanges, Fields fields, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("commands");
    for (CommandLine c : exchanges.commands()) {
      fields.begin().text("command", c.command());
      TrafficJson.write("count", c.traffic(), fields)
          .number("serverP50Nanos", c.serverP50Nanos())
          .number("networkP50Nanos", c.networkP50Nanos())
          .number("totalNanos", c.traffic().totalNanos())
          .end();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("slowest");
    for (SlowExchange s : exchanges.slowest()) {
      fields
          .begin()
          .text("client", s.client())
          .text("server", s.server())
          .text("command", s.command())
          .number("totalNanos", s.totalNanos())
          .number("serverNanos", s.serverNanos())
          .number("networkNanos", s.networkNanos())
          .number("queueNanos", s.queueNanos())
          .number("errorNanos", s.errorNanos())
          .frames(s.frames())
          .end();
    }
    out.writeEndArray();
    errors(exchanges, fields, out);
    stalls(exchanges, fields, out);
    ClientJson.writeClients(exchanges.clients(), fields, out);
    ClientJson.writeKeys(exchanges.keys(), fields, out);
    fields.number("unpaired", exchanges.unpaired()).number("desyncs", exchanges.desyncs());
  }

  private static void errors(ExchangeSummary exchanges, Fields fields, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("errors");
    for (ClientError e : exchanges.errors()) {
      fields
          .begin()
          .text("client", e.client())
          .text("server", e.server())
          .text("code", e.error().code())
          .text("text", e.error().text())
          .number("count", e.error().count())
          .truth("unasked", e.error().unasked())
          .time("firstSeen", e.error().first().nanos())
          .time("lastSeen", e.error().last().nanos())
          .end();
    }
    out.writeEndArray();
  }

  private static void stalls(ExchangeSummary exchanges, Fields fields, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("stalls");
    for (StallLine s : exchanges.stalls()) {
      fields
          .begin()
          .text("server", s.server())
          .time("start", s.startNanos())
          .number("durationNanos", s.durationNanos())
          .number("connections", s.connections())
          .text("culprit", s.culprit())
          .text("culpritClient", s.culpritClient())
          .frames(s.frames());
      waits(s.waits(), fields, out);
      fields.end();
    }
    out.writeEndArray();
  }

  private static void waits(List<WaitLine> waits, Fields fields, JsonGenerator out)
      throws IOException {
    if (waits.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("waits");
    for (WaitLine w : waits) {
      fields
          .begin()
          .text("client", w.client())
          .text("command", w.command())
          .time("start", w.startNanos())
          .time("end", w.endNanos())
          .end();
    }
    out.writeEndArray();
  }

  private static WaitLine wait(Node w) {
    return new WaitLine(w.text("client"), w.text("command"), w.time("start"), w.time("end"));
  }

  static ExchangeSummary read(Node node, List<String> files) {
    return new ExchangeSummary(
        node.objects("commands").stream().map(ExchangeJson::command).toList(),
        node.objects("slowest").stream()
            .map(
                s ->
                    new SlowExchange(
                        s.text("client"),
                        s.text("server"),
                        s.text("command"),
                        s.number("totalNanos"),
                        s.number("serverNanos"),
                        s.number("networkNanos"),
                        s.number("queueNanos"),
                        s.number("errorNanos"),
                        s.frames(files)))
            .toList(),
        node.objects("errors").stream().map(ExchangeJson::error).toList(),
        node.objects("stalls").stream()
            .map(
                s ->
                    new StallLine(
                        s.text("server"),
                        s.time("start"),
                        s.number("durationNanos"),
                        s.count("connections"),
                        s.text("culprit"),
                        s.text("culpritClient"),
                        s.frames(files),
                        s.objects("waits").stream().map(ExchangeJson::wait).toList()))
            .toList(),
        node.objects("clients").stream().map(ClientJson::readClient).toList(),
        node.objects("keys").stream().map(ClientJson::readKey).toList(),
        node.number("unpaired"),
        node.number("desyncs"));
  }

  private static CommandLine command(Node c) {
    return new CommandLine(
        c.text("command"),
        TrafficJson.read("count", c),
        c.number("serverP50Nanos"),
        c.number("networkP50Nanos"));
  }

  private static ClientError error(Node e) {
    return new ClientError(
        e.text("client"),
        e.text("server"),
        new ErrorReply(
            e.text("code"),
            e.text("text"),
            e.count("count"),
            e.truth("unasked"),
            new Moment(e.time("firstSeen"), 0),
            new Moment(e.time("lastSeen"), 0)));
  }
}
