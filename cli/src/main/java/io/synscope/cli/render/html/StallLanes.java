package io.synscope.cli.render.html;

import io.synscope.cli.render.html.Drawing.Anchor;
import io.synscope.cli.render.text.Quantity;
import io.synscope.observation.Moment;
import io.synscope.report.ExchangeSummary.StallLine;
import io.synscope.report.ExchangeSummary.WaitLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One stall from near: a lane for each connection that waited, from its request to its reply, the
 * silence of the server shaded, the command that held it in its own colour.
 */
final class StallLanes {
  private static final double LEFT = 170;
  private static final double RIGHT = 844;
  private static final double LANE = 20;
  private static final double TOP = 26;
  private static final int LANES_DRAWN = 24;
  private static final double MARGIN = 0.12;

  private final StallLine stall;
  private final Map<String, List<WaitLine>> lanes = new LinkedHashMap<>();
  private final int undrawn;
  private final TimeAxis time;

  StallLanes(StallLine stall) {
    this.stall = stall;
    List<WaitLine> byTime = new ArrayList<>(stall.waits());
    byTime.sort(
        Comparator.comparing((WaitLine wait) -> !wait.client().equals(stall.culpritClient()))
            .thenComparingLong(WaitLine::startNanos));
    byTime.stream()
        .map(WaitLine::client)
        .distinct()
        .limit(LANES_DRAWN)
        .forEach(client -> lanes.put(client, new ArrayList<>()));
    byTime.forEach(
        wait -> {
          List<WaitLine> lane = lanes.get(wait.client());
          if (lane != null) {
            lane.add(wait);
          }
        });
    undrawn = Math.max(0, stall.connections() - lanes.size());
    long margin = (long) (MARGIN * stall.durationNanos());
    long first = byTime.stream().mapToLong(WaitLine::startNanos).min().orElse(stall.startNanos());
    long from =
        Math.max(Math.min(first, stall.startNanos()), stall.startNanos() - 3 * margin) - margin;
    time = new TimeAxis(from, end() + margin, LEFT, RIGHT);
  }

  private long end() {
    return stall.startNanos() + stall.durationNanos();
  }

  boolean empty() {
    return lanes.isEmpty();
  }

  void write(Markup page) {
    page.leaf(
        "h3", Quantity.span(stall.durationNanos()) + " without a reply from " + stall.server());
    String spoken = Quantity.count(lanes.size(), "connection") + " waiting through one stall";
    double floor = TOP + LANE * lanes.size();
    Drawing drawing = Drawing.begin("lanes", spoken, floor + 26, page);
    time.write(drawing, TOP, floor);
    double x = time.x(stall.startNanos());
    drawing.rect("silence", x, TOP - 6, time.x(end()) - x, floor - TOP + 10, silence());
    drawing.text(silence(), "halo", (x + time.x(end())) / 2, TOP - 11, Anchor.MIDDLE);
    int row = 0;
    for (Map.Entry<String, List<WaitLine>> lane : lanes.entrySet()) {
      lane(lane.getKey(), lane.getValue(), TOP + LANE * row++, drawing);
    }
    drawing.caption(note());
  }

  private String silence() {
    return "no reply to anybody for " + Quantity.span(stall.durationNanos());
  }

  private void lane(String client, List<WaitLine> waits, double y, Drawing drawing) {
    drawing.text(client, "mono", LEFT - 10, y + 14, Anchor.END);
    drawing.line("grid", LEFT, y + LANE - 1, RIGHT, y + LANE - 1);
    for (WaitLine wait : waits) {
      boolean culprit =
          client.equals(stall.culpritClient()) && wait.command().equals(stall.culprit());
      long until = wait.endNanos() == Moment.NEVER ? time.to() : wait.endNanos();
      double x = time.x(wait.startNanos());
      drawing.group(culprit ? "wait culprit" : "wait");
      drawing.rect("span", x, y + 4, Math.max(3, time.x(until) - x), LANE - 8, words(wait));
      String fate = wait.endNanos() == Moment.NEVER ? ": never answered" : "";
      String name = wait.command() + (culprit ? ": held the server" : fate);
      drawing.text(name, "inside", x + 5, y + 14, Anchor.START);
      drawing.end();
    }
  }

  private static String words(WaitLine wait) {
    return wait.endNanos() == Moment.NEVER
        ? wait.command() + ", never answered"
        : wait.command() + ", answered after " + Quantity.span(wait.endNanos() - wait.startNanos());
  }

  private String note() {
    return "Each bar is a request, from its last byte to its reply's first, at the capture point. "
        + (stall.culprit().isEmpty()
            ? "No command that was outstanding explains the silence: look at the path, at a fork, at a paused or starved process."
            : stall.culprit()
                + " of "
                + stall.culpritClient()
                + " was being executed when it began; the others waited behind it.")
        + (undrawn > 0 ? " " + Quantity.count(undrawn, "more connection") + " waited." : "");
  }
}
