package io.synscope.cli.render.text;

import io.synscope.report.ExchangeSummary;
import io.synscope.report.ExchangeSummary.ClientError;
import io.synscope.report.ExchangeSummary.ClientLine;
import io.synscope.report.ExchangeSummary.CommandLine;
import io.synscope.report.ExchangeSummary.Habit;
import io.synscope.report.ExchangeSummary.SlowExchange;
import io.synscope.report.ExchangeSummary.StallLine;
import io.synscope.report.ExchangeSummary.Traffic;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was said inside: commands by total time, the slowest single exchanges, error replies,
 * stalls.
 */
final class ExchangeSection {
  /** What is faster than this is nobody's trouble, even if nothing else was slower. */
  private static final long NOTEWORTHY_NANOS = 1_000_000;

  private static final int COMMANDS = 10;
  private static final int SLOWEST = 5;
  private static final int ERRORS = 8;
  private static final int STALLS = 5;
  private static final int CLIENTS = 5;

  private final ExchangeSummary exchanges;
  private final FrameList frames;
  private final Page page;

  ExchangeSection(ExchangeSummary exchanges, FrameList frames, Page page) {
    this.exchanges = exchanges;
    this.frames = frames;
    this.page = page;
  }

  void write() {
    commands();
    unpaired();
    slowest();
    errors();
    stalls();
    habits();
  }

  private void commands() {
    if (exchanges.commands().isEmpty()) {
      return;
    }
    page.title("Exchanges by command");
    Table table =
        new Table()
            .left("command")
            .right("count", "errors", "p50", "p99", "max", "server p50", "network p50", "total");
    for (CommandLine c : exchanges.commands().stream().limit(COMMANDS).toList()) {
      Traffic traffic = c.traffic();
      table.row(
          c.command(),
          Quantity.count(traffic.count()),
          traffic.errors() == 0 ? "-" : Quantity.count(traffic.errors()),
          Quantity.spanOrDash(traffic.p50Nanos()),
          Quantity.spanOrDash(traffic.p99Nanos()),
          Quantity.spanOrDash(traffic.maxNanos()),
          Quantity.spanOrDash(c.serverP50Nanos()),
          Quantity.spanOrDash(c.networkP50Nanos()),
          Quantity.spanOrDash(traffic.totalNanos()));
    }
    table.on(page, 2);
    more(exchanges.commands().size() - COMMANDS, "command");
  }

  private void unpaired() {
    if (exchanges.unpaired() + exchanges.desyncs() > 0) {
      page.paragraph(
          2,
          Quantity.count(exchanges.unpaired())
              + " requests or replies could not be paired with certainty; pairing was lost "
              + Quantity.count(exchanges.desyncs(), "time")
              + ".",
          Ink.FAINT);
    }
  }

  private void slowest() {
    List<SlowExchange> slow =
        exchanges.slowest().stream()
            .filter(s -> s.totalNanos() >= NOTEWORTHY_NANOS)
            .limit(SLOWEST)
            .toList();
    if (slow.isEmpty()) {
      return;
    }
    page.title("Slowest exchanges");
    Table table =
        new Table()
            .left("client > server", "command")
            .right("total", "server", "network", "queued", "+-")
            .left("seen in");
    for (SlowExchange s : slow) {
      table.row(
          s.client() + " > " + s.server(),
          s.command(),
          Quantity.span(s.totalNanos()),
          Quantity.spanOrDash(s.serverNanos()),
          Quantity.spanOrDash(s.networkNanos()),
          Quantity.spanOrDash(s.queueNanos()),
          Quantity.spanOrDash(s.errorNanos()),
          s.frames().isEmpty() ? "" : frames.few(s.frames()));
    }
    table.on(page, 2);
  }

  private void errors() {
    if (exchanges.errors().isEmpty()) {
      return;
    }
    page.title("Error replies");
    for (ClientError e : exchanges.errors().stream().limit(ERRORS).toList()) {
      page.paragraph(
          2,
          Quantity.count(e.error().count())
              + " x \""
              + e.error().text()
              + "\" to "
              + e.client()
              + " from "
              + e.server()
              + (e.error().unasked() ? ", unasked" : "")
              + ", first "
              + Quantity.timeOfDay(e.error().first().nanos()),
          Ink.PLAIN);
    }
    more(exchanges.errors().size() - ERRORS, "kind");
  }

  private void stalls() {
    if (exchanges.stalls().isEmpty()) {
      return;
    }
    page.title("Stalls: all connections of a server paused together");
    for (StallLine s : exchanges.stalls().stream().limit(STALLS).toList()) {
      String culprit =
          s.culprit().isEmpty()
              ? "no request was outstanding when it began"
              : "began with " + s.culprit() + " of " + s.culpritClient();
      String where = frames.words(s.frames());
      page.paragraph(
          2,
          Quantity.timeOfDay(s.startNanos())
              + "  "
              + s.server()
              + " for "
              + Quantity.span(s.durationNanos())
              + ", "
              + Quantity.count(s.connections(), "connection")
              + ": "
              + culprit
              + (where.isEmpty() ? "" : " (" + where + ")"),
          Ink.PLAIN);
    }
    more(exchanges.stalls().size() - STALLS, "stall");
  }

  /** What the clients appear to do: the settings that their packets betray. */
  private void habits() {
    List<ClientLine> clients =
        exchanges.clients().stream().filter(c -> !c.habits().isEmpty()).toList();
    if (clients.isEmpty()) {
      return;
    }
    page.title("What clients appear to do");
    for (ClientLine client : clients.stream().limit(CLIENTS).toList()) {
      String habits =
          client.habits().stream().map(Habit::sentence).collect(Collectors.joining("; "));
      page.hanging(
          "  " + client.client() + "  ",
          Ink.PLAIN,
          4 + client.client().length(),
          habits,
          Ink.PLAIN);
    }
    more(clients.size() - CLIENTS, "client");
  }

  private void more(int hidden, String noun) {
    if (hidden > 0) {
      page.paragraph(
          2, "and " + Quantity.count(hidden, noun) + " more; --format json has all.", Ink.FAINT);
    }
  }
}
