package io.synscope.rule;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Headline;
import io.synscope.finding.Severity;
import io.synscope.observation.Observations;
import io.synscope.observation.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Chooses the one sentence a person reads at 2 AM: the root that explains most, or that there is no
 * single one.
 */
final class HeadlineChoice {
  private static final int FOOTNOTE = 4;

  /** How a client works; told first only where nothing of the same weight fails. */
  private static final Set<String> HABITS = Set.of("connection_churn");

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
    Severity worst = roots.get(0).severity();
    List<Finding> candidates =
        faultsFirst(roots.stream().filter(finding -> finding.severity() == worst).toList());
    Finding leader =
        candidates.stream().max(Comparator.comparingDouble(HeadlineChoice::weight)).get();
    boolean alone = candidates.stream().noneMatch(finding -> rivals(leader, finding));
    return alone ? of(leader) : mixed(roots);
  }

  private static List<Finding> faultsFirst(List<Finding> worst) {
    List<Finding> faults =
        worst.stream().filter(finding -> !HABITS.contains(finding.cause().id())).toList();
    return faults.isEmpty() ? worst : faults;
  }

  /** Whom it hit, by how sure it is. */
  private static double weight(Finding finding) {
    int concerned = finding.clientCount() > 0 ? finding.clientCount() : finding.count();
    return Math.max(1, concerned) * (1.0 + finding.confidence().ordinal());
  }

  /** Another cause that is no footnote beside the first, nor another word for the same. */
  private static boolean rivals(Finding leader, Finding other) {
    return !other.cause().id().equals(leader.cause().id())
        && other.confidence().compareTo(Confidence.LIKELY) >= 0
        && weight(other) * FOOTNOTE >= weight(leader)
        && !sameStory(leader, other);
  }

  /** Two findings about the same connections explain one trouble twice. */
  private static boolean sameStory(Finding one, Finding other) {
    long shared = one.clients().stream().filter(other.clients()::contains).count();
    return shared > 0 && shared * 2 >= Math.min(one.clients().size(), other.clients().size());
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

  private static Headline nothingToJudge(String why) {
    return new Headline("no_traffic", Severity.INFO, Confidence.PROVEN, "Nothing to judge: " + why);
  }

  private Headline nothingWrong() {
    Observations seen = file.observations();
    if (seen.attempts().isEmpty() && seen.folded().isEmpty()) {
      String what =
          seen.capture().packets() == 0
              ? "no packets"
              : seen.capture().packets() + " packets, but no TCP connection";
      return nothingToJudge("the capture holds " + what + ".");
    }
    int cut = file.with(Outcome.INCONCLUSIVE_SNAPLEN).size();
    if (cut == seen.attempts().size() && seen.folded().isEmpty()) {
      return nothingToJudge(
          "of %s the snap length left no more than the ports; capture again with tcpdump -s 0."
              .formatted(Phrase.count(cut, "connection")));
    }
    long established =
        seen.attempts().stream().filter(attempt -> attempt.outcome().established()).count();
    int waiting = file.with(Outcome.INCONCLUSIVE_TAIL).size();
    if (waiting > 0) {
      return new Headline(
          "none",
          Severity.INFO,
          Confidence.INCONCLUSIVE,
          "Undecided: the capture ends while %d of %s still waited for an answer, too early to call it missing; nothing else is wrong."
              .formatted(waiting, Phrase.count(seen.attempts().size(), "connection attempt")));
    }
    if (established == 0 && seen.attempts().stream().anyMatch(a -> a.outcome().inconclusive())) {
      return new Headline(
          "none",
          Severity.INFO,
          Confidence.INCONCLUSIVE,
          "Nothing wrong was found, but no connection was captured from its beginning in both"
              + " directions.");
    }
    Unexplained unexplained = new Unexplained(file, findings);
    if (established == 0 && seen.folded().isEmpty() && !unexplained.much()) {
      return new Headline(
          "none",
          Severity.INFO,
          Confidence.INCONCLUSIVE,
          "Undecided: no connection was established in %s, and nothing that must be wrong was found."
              .formatted(Phrase.count(seen.attempts().size(), "attempt")));
    }
    String attempts = Phrase.count(seen.attempts().size(), "connection attempt");
    return unexplained.much()
        ? new Headline(
            "none",
            Severity.INFO,
            Confidence.INCONCLUSIVE,
            "Undecided: of %s, %s, and no cause was found for it."
                .formatted(attempts, unexplained.words()))
        : new Headline(
            "none",
            Severity.INFO,
            Confidence.LIKELY,
            "Nothing wrong was found in %s, %d of them established%s."
                .formatted(
                    attempts,
                    established,
                    unexplained.any() ? "; without a known cause: " + unexplained.words() : ""));
  }
}
