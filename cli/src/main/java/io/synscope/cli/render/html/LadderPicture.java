package io.synscope.cli.render.html;

import io.synscope.cli.render.text.Quantity;
import io.synscope.evidence.Ladder;
import io.synscope.evidence.Rung;
import io.synscope.observation.FrameId;
import io.synscope.observation.Party;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The packets of one connection as arrows between two life lines, time downwards. What decides is
 * drawn heavy and bears a letter that the key below explains; waiting is drawn as a gap with its
 * length.
 */
final class LadderPicture {
  private static final double WIDTH = 860;
  private static final double BADGE = 13;
  private static final double FRAME = 76;
  private static final double SECONDS = 168;
  private static final double CLIENT = 200;
  private static final double SERVER = 840;
  private static final double STEP = 27;
  private static final double TOP = 44;
  private static final double SLOPE = 5;
  private static final long GAP_NANOS = 150_000_000;
  private static final double SECOND = 1e9;

  private final Ladder ladder;
  private final int finding;
  private final Map<String, String> letters = new LinkedHashMap<>();

  LadderPicture(Ladder ladder, int finding) {
    this.ladder = ladder;
    this.finding = finding;
    for (Rung rung : ladder.rungs()) {
      if (!rung.decisive().isEmpty()) {
        letters.computeIfAbsent(
            rung.decisive(), none -> Character.toString('a' + letters.size() % 26));
      }
    }
  }

  void write(Markup page) {
    List<Rung> rungs = ladder.rungs();
    double height = TOP + STEP * (rungs.size() + gaps(rungs)) + 14;
    String name =
        "Packets between " + ladder.connection().client() + " and " + ladder.connection().server();
    page.open("figure")
        .open("div", "class", "wide", "tabindex", "0", "role", "group", "aria-label", name);
    page.open(
        "svg",
        "class",
        "picture ladder",
        "role",
        "img",
        "aria-label",
        name + ", " + rungs.size() + " drawn; those that show finding " + finding + " are lettered",
        "viewBox",
        "0 0 860 " + Math.round(height),
        "xmlns",
        "http://www.w3.org/2000/svg");
    ends(page, height);
    double y = TOP + STEP - 8;
    for (int i = 0; i < rungs.size(); i++) {
      if (i > 0 && isGap(rungs.get(i - 1), rungs.get(i))) {
        gap(rungs.get(i).nanos() - rungs.get(i - 1).nanos(), y, page);
        y += STEP;
      }
      rung(rungs.get(i), rungs.get(0).nanos(), y, page);
      y += STEP;
    }
    page.close().close();
    key(page);
    page.close();
  }

  private static long gaps(List<Rung> rungs) {
    long gaps = 0;
    for (int i = 1; i < rungs.size(); i++) {
      gaps += isGap(rungs.get(i - 1), rungs.get(i)) ? 1 : 0;
    }
    return gaps;
  }

  private static boolean isGap(Rung before, Rung after) {
    return after.nanos() - before.nanos() >= GAP_NANOS;
  }

  private void ends(Markup page, double height) {
    page.leaf("text", "frame", "class", "faint", "x", FRAME, "y", TOP - 6, "text-anchor", "end");
    page.leaf(
        "text", "seconds", "class", "faint", "x", SECONDS, "y", TOP - 6, "text-anchor", "end");
    page.leaf(
        "text",
        "client " + ladder.connection().client(),
        "class",
        "strong",
        "x",
        CLIENT - 30,
        "y",
        18.0);
    page.leaf(
        "text",
        "server " + ladder.connection().server(),
        "class",
        "strong",
        "x",
        SERVER + 10,
        "y",
        18.0,
        "text-anchor",
        "end");
    for (double x : new double[] {CLIENT, SERVER}) {
      page.empty("line", "class", "life", "x1", x, "x2", x, "y1", 26.0, "y2", height - 4);
    }
  }

  private static void gap(long nanos, double y, Markup page) {
    double middle = (CLIENT + SERVER) / 2;
    page.empty(
        "line", "class", "pause", "x1", CLIENT + 8, "x2", SERVER - 8, "y1", y - 4, "y2", y - 4);
    page.leaf(
        "text",
        Quantity.span(nanos) + " of silence",
        "class",
        "faint halo",
        "x",
        middle,
        "y",
        y,
        "text-anchor",
        "middle");
  }

  private void rung(Rung rung, long start, double y, Markup page) {
    boolean decisive = !rung.decisive().isEmpty();
    boolean rightward = rung.from() == Party.CLIENT;
    double from = rightward ? CLIENT : SERVER;
    double to = rightward ? SERVER - 2 : CLIENT + 2;
    page.open(
        "g", "class", "rung " + SegmentName.ink(rung.words()) + (decisive ? " decisive" : ""));
    page.leaf("title", title(rung, start));
    page.empty(
        "rect", "class", "row", "x", 2.0, "y", y - 17, "width", WIDTH - 4, "height", STEP - 1, "rx",
        4.0);
    if (decisive) {
      page.empty("circle", "class", "badge", "cx", BADGE, "cy", y - 4, "r", 9.0);
      page.leaf(
          "text",
          letters.getOrDefault(rung.decisive(), ""),
          "class",
          "letter",
          "x",
          BADGE,
          "y",
          y,
          "text-anchor",
          "middle");
    }
    page.leaf(
        "text",
        Long.toString(FrameId.number(rung.frame())),
        "class",
        "mono",
        "x",
        FRAME,
        "y",
        y,
        "text-anchor",
        "end");
    page.leaf(
        "text", seconds(rung, start), "class", "mono", "x", SECONDS, "y", y, "text-anchor", "end");
    page.empty("line", "class", "arrow", "x1", from, "y1", y + 2, "x2", to, "y2", y + 2 + SLOPE);
    page.empty("path", "class", "head", "d", head(to, y + 2 + SLOPE, rightward));
    page.open(
            "text",
            "class",
            "words",
            "x",
            (CLIENT + SERVER) / 2,
            "y",
            y - 1,
            "text-anchor",
            "middle")
        .leaf("tspan", SegmentName.of(rung.words()) + " ", "class", "strong")
        .text(SegmentName.rest(rung.words()))
        .close();
    page.close();
  }

  private static String seconds(Rung rung, long start) {
    return String.format(Locale.ROOT, "%.6f", (rung.nanos() - start) / SECOND);
  }

  private static String title(Rung rung, long start) {
    return "frame "
        + FrameId.number(rung.frame())
        + ", "
        + Quantity.timeOfDay(rung.nanos())
        + " UTC, "
        + seconds(rung, start)
        + " s after the first; "
        + (rung.from() == Party.CLIENT ? "client to server" : "server to client")
        + ": "
        + rung.words()
        + (rung.decisive().isEmpty() ? "" : ". Shows: " + rung.decisive());
  }

  private static String head(double x, double y, boolean rightward) {
    double back = rightward ? x - 10 : x + 10;
    return String.format(
        Locale.ROOT, "M%.0f %.0fL%.0f %.0fL%.0f %.0fZ", x, y, back, y - 5, back, y + 4);
  }

  private void key(Markup page) {
    page.open("figcaption");
    letters.forEach(
        (what, letter) ->
            page.open("span", "class", "key")
                .leaf("b", letter, "class", "badge")
                .text(" " + what)
                .close());
    page.leaf(
        "span",
        "Time runs downwards; numbers are relative to each side's first byte."
            + (ladder.omitted() > 0
                ? " " + Quantity.count(ladder.omitted(), "packet") + " of this connection left out."
                : ""),
        "class",
        "faint");
    page.close();
  }
}
