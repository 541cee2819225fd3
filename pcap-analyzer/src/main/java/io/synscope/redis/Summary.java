package io.synscope.redis;

import io.synscope.observation.Exchange;
import io.synscope.observation.Moment;
import io.synscope.observation.Stall;
import io.synscope.report.ExchangeSummary;
import io.synscope.report.ExchangeSummary.ClientError;
import io.synscope.report.ExchangeSummary.ClientLine;
import io.synscope.report.ExchangeSummary.CommandLine;
import io.synscope.report.ExchangeSummary.KeyLine;
import io.synscope.report.ExchangeSummary.SlowExchange;
import io.synscope.report.ExchangeSummary.StallLine;
import io.synscope.report.ExchangeSummary.Traffic;
import io.synscope.report.ExchangeSummary.WaitLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Turns what was counted into the lines of the report. */
final class Summary {
  private final Exchanges exchanges;

  Summary(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  ExchangeSummary summary() {
    return new ExchangeSummary(
        commands(),
        exchanges.ledger().slowest().entries().stream().map(Summary::slow).toList(),
        errors(),
        exchanges.stalls().stream().map(Summary::stall).toList(),
        clients(),
        keys(),
        exchanges.unpaired(),
        exchanges.desyncs());
  }

  private List<CommandLine> commands() {
    Map<String, CommandStats> byName = new HashMap<>();
    for (int id = 0; id < CommandDictionary.MAX_COMMANDS; id++) {
      CommandStats stats = exchanges.ledger().journal().known(id);
      if (stats != null) {
        byName
            .computeIfAbsent(exchanges.commands().name(id), name -> new CommandStats())
            .merge(stats);
      }
    }
    List<CommandLine> lines = new ArrayList<>();
    byName.forEach((name, stats) -> lines.add(line(name, stats)));
    lines.sort(
        Comparator.comparingLong((CommandLine line) -> line.traffic().totalNanos())
            .reversed()
            .thenComparing(CommandLine::command));
    return lines;
  }

  private static CommandLine line(String name, CommandStats stats) {
    return new CommandLine(
        name,
        stats.traffic(),
        stats.server().quantileNanos(0.5),
        stats.network().quantileNanos(0.5));
  }

  private static SlowExchange slow(Slowest.Entry entry) {
    Exchange e = entry.exchange();
    return new SlowExchange(
        entry.connection().client().toString(),
        entry.connection().server().toString(),
        e.command(),
        e.totalNanos(),
        e.serverNanos(),
        e.networkNanos(),
        e.queueNanos(),
        e.errorNanos(),
        frames(e.request(), e.requestEnd(), e.requestAck(), e.reply(), e.replyEnd()));
  }

  private static List<Long> frames(Moment... moments) {
    return Stream.of(moments)
        .filter(Moment::seen)
        .map(Moment::frame)
        .filter(frame -> frame > 0)
        .distinct()
        .sorted()
        .toList();
  }

  private List<ClientError> errors() {
    List<ClientError> errors = new ArrayList<>();
    for (Account account : exchanges.accounts()) {
      String server = account.loop().server().toString();
      account
          .errorReplies()
          .values()
          .forEach(
              error -> errors.add(new ClientError(account.client().toString(), server, error)));
    }
    errors.sort(
        Comparator.comparingInt((ClientError e) -> e.error().count())
            .reversed()
            .thenComparing(ClientError::client)
            .thenComparing(e -> e.error().code()));
    return errors;
  }

  private static StallLine stall(Stall s) {
    Moment request = s.culprit().map(Stall.Culprit::request).orElse(Moment.NONE);
    return new StallLine(
        s.server().toString(),
        s.start().nanos(),
        s.nanos(),
        s.connections(),
        s.culprit().map(Stall.Culprit::command).orElse(""),
        s.culprit().map(c -> c.client().toString()).orElse(""),
        frames(s.start(), request, s.end()),
        s.waits().stream().map(Summary::wait).toList());
  }

  private static WaitLine wait(Stall.Wait w) {
    return new WaitLine(w.client().toString(), w.command(), w.request().nanos(), w.reply().nanos());
  }

  private List<ClientLine> clients() {
    List<ClientLine> lines = new ArrayList<>();
    for (Account account : exchanges.accounts()) {
      lines.add(
          new ClientLine(
              account.client().toString(),
              account.loop().server().toString(),
              account.connections(),
              account.traffic(),
              List.of()));
    }
    lines.sort(
        Comparator.comparingLong((ClientLine line) -> line.traffic().totalNanos())
            .reversed()
            .thenComparing(ClientLine::client)
            .thenComparing(ClientLine::server));
    return lines;
  }

  private List<KeyLine> keys() {
    List<KeyLine> lines = new ArrayList<>();
    KeyPatterns patterns = exchanges.patterns();
    for (int id = KeyPatterns.OTHERS; id < patterns.size(); id++) {
      Traffic traffic = patterns.tally(id).traffic();
      if (traffic.count() > 0) {
        lines.add(new KeyLine(patterns.name(id), traffic));
      }
    }
    lines.sort(
        Comparator.comparingLong((KeyLine line) -> line.traffic().totalNanos())
            .reversed()
            .thenComparing(KeyLine::pattern));
    return lines;
  }
}
