package io.synscope.cli.render.text;

import io.synscope.report.ListenerLine;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One line for each server endpoint: how the attempts to it ended and how long handshakes took. */
final class ListenerSection {
  private static final int SHOWN = 20;

  private ListenerSection() {}

  static void write(Report report, Page page) {
    List<ListenerLine> listeners = Screenful.listeners(report);
    if (listeners.isEmpty()) {
      return;
    }
    List<OutcomeColumn> outcomes =
        Arrays.stream(OutcomeColumn.values())
            .filter(o -> listeners.stream().anyMatch(l -> o.count(l) > 0))
            .toList();
    Table table = new Table().left("server").right("clients", "attempts");
    outcomes.forEach(o -> table.right(o.title()));
    boolean timed = listeners.stream().anyMatch(l -> l.handshakeP50Nanos() > 0);
    if (timed) {
      table.right("handshake p50", "p99");
    }
    listeners.stream().limit(SHOWN).forEach(l -> table.row(cells(l, outcomes, timed)));
    page.title("Attempts by listener");
    table.on(page, 2);
    if (listeners.size() > SHOWN) {
      page.paragraph(
          2,
          "and "
              + Quantity.count(listeners.size() - SHOWN, "listener")
              + " more; --format json has all.",
          Ink.FAINT);
    }
  }

  private static List<String> cells(
      ListenerLine listener, List<OutcomeColumn> outcomes, boolean timed) {
    List<String> cells = new ArrayList<>();
    cells.add(listener.server().toString());
    cells.add(Quantity.count(listener.clients()));
    cells.add(Quantity.count(listener.attempts()));
    outcomes.forEach(
        o -> cells.add(o.count(listener) == 0 ? "-" : Quantity.count(o.count(listener))));
    if (timed) {
      cells.add(Quantity.spanOrDash(listener.handshakeP50Nanos()));
      cells.add(Quantity.spanOrDash(listener.handshakeP99Nanos()));
    }
    return cells;
  }
}
