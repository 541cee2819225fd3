package io.synscope.cli.render.text;

import io.synscope.evidence.Ladder;
import io.synscope.evidence.Rung;
import io.synscope.observation.FrameId;
import io.synscope.observation.Party;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One connection's packets between two ends, client left, server right: frame, seconds since the
 * first, and an arrow that bears the segment. What shows the cause has a letter in front and is
 * explained where the letter first stands.
 */
final class LadderSection {
  private static final int MARGIN = 26;
  private static final int SHAFT = 2;
  private static final double SECOND = 1e9;

  private final Page page;
  private final FrameList frames;
  private final Map<String, String> letters = new LinkedHashMap<>();
  private int file = -1;

  LadderSection(Page page, FrameList frames) {
    this.page = page;
    this.frames = frames;
  }

  void write(Ladder ladder) {
    ends(ladder);
    List<Rung> rungs = ladder.rungs();
    long start = rungs.isEmpty() ? 0 : rungs.get(0).nanos();
    rungs.forEach(rung -> rung(rung, start));
    if (ladder.omitted() > 0) {
      page.paragraph(
          MARGIN,
          Quantity.count(ladder.omitted(), "packet") + " of this connection left out",
          Ink.FAINT);
    }
  }

  private void ends(Ladder ladder) {
    String client = "client " + Place.words(ladder.connection().client());
    String server = "server " + Place.words(ladder.connection().server());
    int gap = page.style().width() - MARGIN - client.length() - server.length();
    page.add(String.format(Locale.ROOT, "%12s %11s  ", "frame", "seconds"), Ink.FAINT)
        .add(client + " ".repeat(Math.max(2, gap)) + server, Ink.FAINT)
        .end();
  }

  private void rung(Rung rung, long start) {
    if (FrameId.file(rung.frame()) != file) {
      file = FrameId.file(rung.frame());
      frames.name(file).ifPresent(name -> page.paragraph(MARGIN, "in " + name, Ink.FAINT));
    }
    boolean isNew = !rung.decisive().isEmpty() && !letters.containsKey(rung.decisive());
    String letter = letter(rung.decisive());
    Ink ink = letter.isEmpty() ? Ink.PLAIN : Ink.STRONG;
    long frame = FrameId.number(rung.frame());
    String time = String.format(Locale.ROOT, "%.6f", (rung.nanos() - start) / SECOND);
    page.add(String.format(Locale.ROOT, "%3s %8d %11s  ", letter, frame, time), ink)
        .add(arrow(rung), ink)
        .end();
    if (isNew) {
      page.paragraph(MARGIN + SHAFT + 1, letter + ": " + rung.decisive(), Ink.NOTE);
    }
  }

  /** {@return a, b, c for each different thing shown; empty for a packet that is only context} */
  private String letter(String decisive) {
    return decisive.isEmpty()
        ? ""
        : letters.computeIfAbsent(decisive, none -> Character.toString('a' + letters.size() % 26));
  }

  private String arrow(Rung rung) {
    int room = page.style().width() - MARGIN - SHAFT - 1 - rung.words().length() - 1;
    String line = page.style().unicode() ? "\u2500" : "-";
    String rest = line.repeat(Math.max(1, room - 1));
    return rung.from() == Party.CLIENT
        ? line.repeat(SHAFT) + " " + rung.words() + " " + rest + "\u2192"
        : "\u2190" + line + " " + rung.words() + " " + rest + line;
  }
}
