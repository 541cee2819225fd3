package io.synscope.rule;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Headline;
import io.synscope.finding.Severity;
import io.synscope.observation.Observations;
import java.util.List;

/**
 * Chooses the one sentence a person reads at 2 AM: the root that explains most, or that there is no
 * single one.
 */
final class HeadlineChoice {
  private final CaseFile file;
  private final List<Finding> findings;

  HeadlineChoice(CaseFile file, List<Finding> findings) {
    this.file = file;
    this.findings = findings;
  }

  Headline choose() {
    List<Finding> roots =
        findings.stream()
            .filter(finding -> finding.symptomOf().isEmpty() && finding.severity() != Severity.INFO)
            .toList();
    if (roots.isEmpty()) {
      return nothingWrong();
    }
    Finding first = roots.get(0);
    List<Finding> rivals = roots.stream().filter(finding -> rivals(first, finding)).toList();
    return rivals.isEmpty() ? of(first) : mixed(roots);
  }

  /** Another cause of the same rank that is no footnote beside the first. */
  private static boolean rivals(Finding first, Finding other) {
    return !other.cause().id().equals(first.cause().id())
        && other.severity() == first.severity()
        && other.confidence().compareTo(Confidence.LIKELY) >= 0
        && other.count() * 4 >= first.count();
  }

  private static Headline of(Finding finding) {
    return new Headline(
        finding.cause().id(), finding.severity(), finding.confidence(), finding.sentence());
  }

  private static Headline mixed(List<Finding> roots) {
    List<String> causes =
        roots.stream().map(finding -> finding.cause().title()).distinct().limit(4).toList();
    long more =
        roots.stream().map(finding -> finding.cause().id()).distinct().count() - causes.size();
    String rest = more > 0 ? " and " + more + " more" : "";
    return new Headline(
        "mixed",
        roots.get(0).severity(),
        roots.get(0).confidence(),
        "Unrelated problems stand side by side: " + String.join("; ", causes) + rest + ".");
  }

  private Headline nothingWrong() {
    Observations seen = file.observations();
    if (seen.attempts().isEmpty() && seen.folded().isEmpty()) {
      String what =
          seen.capture().packets() == 0
              ? "no packets"
              : seen.capture().packets() + " packets, but no TCP connection";
      return new Headline(
          "no_traffic",
          Severity.INFO,
          Confidence.PROVEN,
          "Nothing to judge: the capture holds " + what + ".");
    }
    long established =
        seen.attempts().stream().filter(attempt -> attempt.outcome().established()).count();
    return new Headline(
        "none",
        Severity.INFO,
        Confidence.LIKELY,
        "Nothing wrong was found in "
            + seen.attempts().size()
            + " connection attempts, "
            + established
            + " of them established.");
  }
}
