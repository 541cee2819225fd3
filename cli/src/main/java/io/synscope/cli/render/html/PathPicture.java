package io.synscope.cli.render.html;

import io.synscope.cli.render.text.Quantity;
import io.synscope.evidence.Ladder;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Vantage;
import io.synscope.report.Report;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Client, path, the server's kernel, the server program: where the fault sits, where else it could
 * sit, how many routers lie between, and where the capture was taken.
 */
final class PathPicture {
  private static final double MIDDLE = 58;
  private static final int ROUTERS_DRAWN = 6;

  private final Vantage vantage;
  private final Finding finding;
  private final Optional<Ladder> ladder;
  private final Optional<FaultPlace> place;
  private final Set<FaultPlace> others = EnumSet.noneOf(FaultPlace.class);
  private final Hops hops;

  PathPicture(Report report, Finding finding, Optional<Ladder> ladder) {
    this.vantage = report.vantage();
    this.finding = finding;
    this.ladder = ladder;
    this.place = FaultPlace.of(finding.cause().id());
    finding.alternatives().forEach(cause -> FaultPlace.of(cause).ifPresent(others::add));
    place.ifPresent(others::remove);
    this.hops = Hops.of(ladder);
  }

  void write(Markup page) {
    if (place.isEmpty()) {
      return;
    }
    page.open("figure")
        .open("div", "class", "wide", "tabindex", "0", "role", "group", "aria-label", caption());
    page.open(
        "svg",
        "class",
        "picture path",
        "role",
        "img",
        "aria-label",
        caption(),
        "viewBox",
        "0 0 860 122",
        "xmlns",
        "http://www.w3.org/2000/svg");
    page.empty("line", "class", "wire", "x1", 190.0, "x2", 560.0, "y1", MIDDLE, "y2", MIDDLE);
    routers(page);
    box(FaultPlace.CLIENT, 10, 180, "client", client(), page);
    if (is(FaultPlace.PATH) && isFault()) {
      cross(371, MIDDLE - 26, page);
    }
    page.empty(
        "rect", "class", "host", "x", 552.0, "y", 8.0, "width", 302.0, "height", 90.0, "rx", 8.0);
    page.leaf("text", "server " + server(), "class", "faint", "x", 562.0, "y", 24.0);
    box(FaultPlace.HOST, 560, 138, "kernel", "", page);
    box(FaultPlace.REDIS, 708, 138, "Redis", "", page);
    eye(page);
    page.close().close().leaf("figcaption", caption()).close();
  }

  private boolean is(FaultPlace other) {
    return place.filter(other::equals).isPresent();
  }

  /** What is merely told bears no cross. */
  private boolean isFault() {
    return finding.severity() != Severity.INFO;
  }

  private String state(FaultPlace here) {
    return is(here) ? (isFault() ? " fault" : " told") : others.contains(here) ? " maybe" : "";
  }

  private void box(
      FaultPlace here, double x, double width, String name, String below, Markup page) {
    page.open("g", "class", "place" + state(here));
    page.empty("rect", "x", x, "y", MIDDLE - 26, "width", width, "height", 52.0, "rx", 6.0);
    page.leaf(
        "text",
        name,
        "class",
        "strong",
        "x",
        x + width / 2,
        "y",
        MIDDLE + (below.isEmpty() ? 5 : -2),
        "text-anchor",
        "middle");
    if (!below.isEmpty()) {
      page.leaf(
          "text",
          below,
          "class",
          "faint",
          "x",
          x + width / 2,
          "y",
          MIDDLE + 15,
          "text-anchor",
          "middle");
    }
    page.close();
    if (is(here) && isFault()) {
      cross(x + width - 10, MIDDLE + 24, page);
    }
  }

  private static void cross(double x, double y, Markup page) {
    page.empty("circle", "class", "cross", "cx", x, "cy", y, "r", 12.0);
    page.leaf("text", "\u2716", "class", "letter", "x", x, "y", y + 5, "text-anchor", "middle");
  }

  private void routers(Markup page) {
    page.open("g", "class", "place" + state(FaultPlace.PATH));
    page.empty(
        "rect",
        "class",
        "cloud",
        "x",
        215.0,
        "y",
        MIDDLE - 26,
        "width",
        312.0,
        "height",
        52.0,
        "rx",
        26.0);
    int total = hops.total().orElse(0);
    int drawn = Math.min(total, ROUTERS_DRAWN);
    for (int i = 0; i < drawn; i++) {
      double x = 371 + (i - (drawn - 1) / 2.0) * 44;
      page.empty("circle", "class", "router", "cx", x, "cy", MIDDLE, "r", 8.0);
    }
    String words =
        hops.total().isEmpty()
            ? "path"
            : total == 0 ? "no router between" : Quantity.count(total, "router");
    page.leaf(
        "text",
        words,
        "class",
        total == 0 ? "strong" : "faint",
        "x",
        371.0,
        "y",
        total == 0 ? MIDDLE + 5 : MIDDLE + 22,
        "text-anchor",
        "middle");
    page.close();
  }

  private void eye(Markup page) {
    double x =
        switch (vantage) {
          case CLIENT, SOCKET -> 180;
          case SERVER -> 560;
          case MIDPATH -> 371;
          case UNKNOWN -> 0;
        };
    if (x > 0) {
      page.empty("path", "class", "eye", "d", "M" + x + " 88l-7 12h14z");
      page.leaf(
          "text",
          vantage == Vantage.SOCKET ? "probed from here" : "captured here",
          "class",
          "faint",
          "x",
          x,
          "y",
          116.0,
          "text-anchor",
          "middle");
    }
  }

  private String client() {
    return ladder
        .map(packets -> packets.connection().client().address().toString())
        .or(() -> finding.clients().stream().findFirst().map(c -> c.address().toString()))
        .filter(address -> !address.equals("0.0.0.0") && !address.equals("::"))
        .orElse("");
  }

  private String server() {
    return finding
        .server()
        .or(() -> ladder.map(packets -> packets.connection().server()))
        .map(Endpoint::toString)
        .orElse("");
  }

  private String caption() {
    StringBuilder words = new StringBuilder(finding.cause().title());
    place.ifPresent(
        here ->
            words
                .append(isFault() ? ": the fault sits in " : ": told of ")
                .append(here.words())
                .append('.'));
    if (!others.isEmpty()) {
      words.append(" From here it could also be ");
      words.append(String.join(", or ", others.stream().map(FaultPlace::words).toList()));
      words.append(" (dashed).");
    }
    hops.foreignReset()
        .ifPresent(
            reset ->
                words
                    .append(" The RST passed ")
                    .append(Quantity.count(reset, "router"))
                    .append(", the server's own packets ")
                    .append(hops.server().orElse(0))
                    .append(": somebody on the way sent it."));
    return words.toString();
  }
}
