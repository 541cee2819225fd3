package io.synscope.cli.render.html;

import io.synscope.evidence.Ladder;
import io.synscope.report.Report;
import java.util.List;
import java.util.Optional;

/**
 * One run on the page.
 *
 * @param title what readers call it: its file or target
 * @param report what it said
 * @param ladders for each finding the packets that show it; shorter than the findings, or empty,
 *     where the packets themselves were not at hand
 */
public record Exhibit(String title, Report report, List<Optional<Ladder>> ladders) {

  /** {@return a run whose packets are not at hand} */
  public static Exhibit of(String title, Report report) {
    return new Exhibit(title, report, List.of());
  }

  /** {@return the packets that show this finding, counted from 0} */
  Optional<Ladder> ladder(int finding) {
    return finding < ladders.size() ? ladders.get(finding) : Optional.empty();
  }
}
