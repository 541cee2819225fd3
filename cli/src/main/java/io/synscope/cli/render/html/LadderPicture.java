package io.synscope.cli.render.html;

import io.synscope.cli.render.html.Drawing.Anchor;
import io.synscope.cli.render.text.Quantity;
import io.synscope.evidence.Ladder;
import io.synscope.evidence.Rung;
import io.synscope.finding.Finding;
import io.synscope.observation.FrameId;
import io.synscope.observation.Party;
import io.synscope.observation.Vantage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The packets of one connection as arrows between two life lines, time downwards. What decides is
 * drawn heavy and bears a letter that the key below explains; waiting is drawn as a gap with its
 * length; what vanished ends before the other side, and what somebody on the way wrote begins
 * there.
 */
final class LadderPicture {
  private static final double BADGE = 13;
  private static final double FRAME = 76;
  private static final double SECONDS = 168;
  private static final double CLIENT = 200;
  private static final double SERVER = 840;
  private static final double SOMEBODY = 590;
  private static final double STEP = 27;
  private static final double TOP = 44;
  private static final double SLOPE = 5;
  private static final long GAP_NANOS = 150_000_000;
  private static final double SECOND = 1e9;

  private final Ladder ladder;
  private final List<Rung> rungs;
  private final LadderFate fate;
  private final int number;
  private final Map<String, String> letters = new LinkedHashMap<>();

  LadderPicture(Ladder ladder, Finding finding, int number, Vantage vantage) {
    this.ladder = ladder;
    this.rungs = ladder.rungs();
    this.fate = new LadderFate(ladder, finding, vantage);
    this.number = number;
    for (Rung rung : rungs) {
      if (!rung.decisive().isEmpty()) {
        letters.computeIfAbsent(
            rung.decisive(), none -> Character.toString('a' + letters.size() % 26));
      }
    }
  }

  void write(Markup page) {
    double height = TOP + STEP * (rungs.size() + gaps()) + 14;
    String spoken =
        "Packets between "
            + ladder.connection().client()
            + " and "
            + ladder.connection().server()
            + ", "
            + rungs.size()
            + " drawn; those that show finding "
            + number
            + " are lettered";
    Drawing drawing = Drawing.begin("ladder", spoken, height, page);
    ends(drawing, height);
    double y = TOP + STEP - 8;
    for (int i = 0; i < rungs.size(); i++) {
      if (isGap(i)) {
        gap(rungs.get(i).nanos() - rungs.get(i - 1).nanos(), y, drawing, page);
        y += STEP;
      }
      rung(i, y, drawing, page);
      y += STEP;
    }
    drawing.caption();
    key(page);
    page.close();
  }

  private long gaps() {
    long gaps = 0;
    for (int i = 1; i < rungs.size(); i++) {
      gaps += isGap(i) ? 1 : 0;
    }
    return gaps;
  }

  private boolean isGap(int after) {
    return after > 0 && rungs.get(after).nanos() - rungs.get(after - 1).nanos() >= GAP_NANOS;
  }

  private void ends(Drawing drawing, double height) {
    drawing.text("frame", "faint", FRAME, TOP - 6, Anchor.END);
    drawing.text("seconds", "faint", SECONDS, TOP - 6, Anchor.END);
    String client = "client " + ladder.connection().client();
    drawing.text(client, "strong", CLIENT - 30, 18, Anchor.START);
    String server = "server " + ladder.connection().server();
    drawing.text(server, "strong", SERVER + 10, 18, Anchor.END);
    drawing.line("life", CLIENT, 26, CLIENT, height - 4);
    drawing.line("life", SERVER, 26, SERVER, height - 4);
    if (!fate.somebody().isEmpty()) {
      drawing.text(fate.somebody(), "strong somebody", SOMEBODY, TOP - 8, Anchor.MIDDLE);
      drawing.line("life somebody", SOMEBODY, TOP - 2, SOMEBODY, height - 4);
    }
  }

  private static void gap(long nanos, double y, Drawing drawing, Markup page) {
    double middle = (CLIENT + SERVER) / 2;
    drawing.line("pause", CLIENT + 8, y - 4, SERVER - 8, y - 4);
    page.leaf(
        "text",
        Quantity.span(nanos) + " of silence",
        "class",
        "faint halo words",
        "x",
        middle,
        "y",
        y,
        "text-anchor",
        "middle",
        "style",
        aside(middle));
  }

  private void rung(int at, double y, Drawing drawing, Markup page) {
    Rung rung = rungs.get(at);
    boolean decisive = !rung.decisive().isEmpty();
    drawing.group("rung " + SegmentName.ink(rung.words()) + (decisive ? " decisive" : ""));
    page.leaf("title", title(rung));
    drawing.rect("row", 2, y - 17, Drawing.WIDTH - 4, STEP - 1, "");
    if (decisive) {
      drawing.circle("badge", BADGE, y - 4, 9, rung.decisive());
      drawing.text(letters.getOrDefault(rung.decisive(), ""), "letter", BADGE, y, Anchor.MIDDLE);
    }
    drawing.text(Long.toString(FrameId.number(rung.frame())), "mono", FRAME, y, Anchor.END);
    drawing.text(seconds(rung), "mono", SECONDS, y, Anchor.END);
    arrow(at, y, drawing, page);
    drawing.end();
  }

  /** From where it was written to where it came, with its words above. */
  private void arrow(int at, double y, Drawing drawing, Markup page) {
    Rung rung = rungs.get(at);
    boolean rightward = rung.from() == Party.CLIENT;
    double near = rightward ? CLIENT : SERVER;
    double far = rightward ? SERVER - 2 : CLIENT + 2;
    double from = fate.foreign(at) ? SOMEBODY : near;
    boolean vanished = fate.vanished(at);
    double to = fate.stopped(at) ? SOMEBODY : vanished ? near + (far - near) * 0.8 : far;
    double end = y + 2 + SLOPE * (to - near) / (far - near);
    drawing.line(vanished ? "arrow vanished" : "arrow", from, y + 2, to, end);
    if (vanished) {
      drawing.text("\u2716", "lost", to, end + 5, Anchor.MIDDLE);
    } else {
      page.empty("path", "class", "head", "d", head(to, end, rightward));
    }
    double middle = (from + to) / 2;
    Object[] place = {
      "class", "words", "x", middle, "y", y - 1, "text-anchor", "middle", "style", aside(middle)
    };
    String name = SegmentName.of(rung.words()) + (fate.isAgain(at) ? " again " : " ");
    page.open("text", place)
        .leaf("tspan", name, "class", "strong")
        .text(SegmentName.rest(rung.words()))
        .close();
  }

  /** How far words move to stand beside the client's line, where the window is narrow. */
  private static String aside(double x) {
    return "--aside:" + Math.round(CLIENT + 12 - x) + "px";
  }

  private String seconds(Rung rung) {
    return String.format(Locale.ROOT, "%.6f", (rung.nanos() - rungs.get(0).nanos()) / SECOND);
  }

  private String title(Rung rung) {
    return "frame "
        + FrameId.number(rung.frame())
        + ", "
        + Quantity.timeOfDay(rung.nanos())
        + " UTC, "
        + seconds(rung)
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
    letters.forEach(
        (what, letter) ->
            page.open("span", "class", "key")
                .leaf("b", letter, "class", "badge")
                .text(" " + what)
                .close());
    String note =
        (fate.anyVanished() ? "\u2716 did not arrive, by this finding. " : "")
            + "Time runs downwards; numbers are relative to each side's first byte."
            + (ladder.omitted() > 0
                ? " " + Quantity.count(ladder.omitted(), "packet") + " of this connection left out."
                : "");
    page.leaf("span", note, "class", "faint").close();
  }
}
