package io.synscope.cli.render.html;

import java.util.Locale;

/**
 * A picture on the page: 860 units wide, scrolled where the window is narrower, with words for
 * those who cannot see it. Coordinates are SVG's.
 */
final class Drawing {
  static final double WIDTH = 860;

  private final Markup page;

  private Drawing(Markup page) {
    this.page = page;
  }

  /** Begins a figure with its picture; {@code ink} is the picture's class. */
  static Drawing begin(String ink, String spoken, double height, Markup page) {
    page.open("figure")
        .open("div", "class", "wide", "tabindex", "0", "role", "group", "aria-label", spoken);
    String box = "0 0 " + (int) WIDTH + " " + Math.round(height);
    page.open(
        "svg", "class", "picture " + ink, "role", "img", "aria-label", spoken, "viewBox", box);
    return new Drawing(page);
  }

  /** Where a text stands from its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  Drawing text(String words, String ink, double x, double y, Anchor anchor) {
    Object[] place = {
      "class", ink, "x", x, "y", y, "text-anchor", anchor.name().toLowerCase(Locale.ROOT)
    };
    page.leaf("text", words, place);
    return this;
  }

  Drawing line(String ink, double x1, double y1, double x2, double y2) {
    page.empty("line", "class", ink, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
    return this;
  }

  /** A rectangle that says {@code title} when it is pointed at; nothing when that is empty. */
  Drawing rect(String ink, double x, double y, double width, double height, String title) {
    Object[] place = {"class", ink, "x", x, "y", y, "width", width, "height", height};
    if (title.isEmpty()) {
      page.empty("rect", place);
    } else {
      page.open("rect", place).leaf("title", title).close();
    }
    return this;
  }

  Drawing circle(String ink, double x, double y, double radius, String title) {
    page.open("circle", "class", ink, "cx", x, "cy", y, "r", radius).leaf("title", title).close();
    return this;
  }

  /** Begins a group. */
  Drawing group(String ink) {
    page.open("g", "class", ink);
    return this;
  }

  /** Ends it. */
  Drawing end() {
    page.close();
    return this;
  }

  /** Ends the picture and begins its caption, which the caller closes together with the figure. */
  void caption() {
    page.close().close().open("figcaption");
  }

  /** Ends the picture; the caption is this sentence. */
  void caption(String sentence) {
    caption();
    page.leaf("span", sentence, "class", "faint").close().close();
  }
}
