package io.synscope.cli.render.html;

import io.synscope.report.LatencyLine;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A percentile picture for each phase and clock, and the same as numbers. */
final class LatencySection {
  /** Of fewer values a line by percentile says nothing that the table does not say better. */
  private static final long FEWEST = 10;

  private LatencySection() {}

  static void write(Report report, Markup page) {
    List<LatencyLine> lines = LatencyLines.of(report);
    if (lines.isEmpty()) {
      return;
    }
    page.open("section", "class", "card").leaf("h2", "Latency");
    pictures(lines, page);
    boolean drawn = lines.stream().anyMatch(line -> line.count() >= FEWEST);
    if (drawn) {
      page.open("details").leaf("summary", "The same as numbers");
    }
    numbers(lines, page);
    if (drawn) {
      page.close();
    }
    page.close();
  }

  private static void pictures(List<LatencyLine> lines, Markup page) {
    Map<String, List<PercentileSeries>> pictures = new LinkedHashMap<>();
    for (LatencyLine line : lines) {
      pictures
          .computeIfAbsent(name(line), none -> new ArrayList<>())
          .add(PercentileSeries.of(line.target(), line));
    }
    pictures.forEach(
        (name, series) -> {
          if (series.stream().anyMatch(one -> one.count() >= FEWEST)) {
            page.leaf("h3", name);
            new PercentilePicture(series).write(name, page);
          }
        });
  }

  private static void numbers(List<LatencyLine> lines, Markup page) {
    Grid grid =
        new Grid(
            "",
            "How long it took",
            "what",
            "of",
            "#values",
            "#failures",
            "#least",
            "#p50",
            "#p90",
            "#p99",
            "#p99.9",
            "#greatest");
    lines.forEach(line -> row(line, grid));
    grid.write(page);
  }

  private static void row(LatencyLine line, Grid grid) {
    grid.row("")
        .text(name(line))
        .text(line.target())
        .count(line.count())
        .count(line.failures())
        .span(line.minNanos())
        .span(line.p50Nanos())
        .span(line.p90Nanos())
        .span(line.p99Nanos())
        .span(line.p999Nanos())
        .span(line.maxNanos());
  }

  /** {@return the phase in words, and by whose clock} */
  static String name(LatencyLine line) {
    return name(line.phase(), line.clock());
  }

  static String name(String phase, String clock) {
    return phase(phase) + " (" + clock + " clock)";
  }

  /** {@return the phase in words} */
  static String phase(String phase) {
    return switch (phase) {
      case "CONNECT" -> "Handshake";
      case "TLS" -> "TLS handshake";
      case "ROUND_TRIP" -> "Request to reply";
      default -> {
        String words = phase.toLowerCase(Locale.ROOT).replace('_', ' ');
        yield words.isEmpty()
            ? "Time"
            : Character.toUpperCase(words.charAt(0)) + words.substring(1);
      }
    };
  }
}
