package io.synscope.rule.witness;

import io.synscope.finding.Confidence;
import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.RuledOut;
import io.synscope.finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Findings of several witnesses as one list: the same cause is told once, and what one witness
 * leaves open, another settles.
 */
public final class Merging {
  private static final int EVIDENCE_KEPT = 8;

  private Merging() {}

  /** {@return each cause at each server once, without those that a surer one explains} */
  public static List<Finding> of(List<Finding> all) {
    Map<String, Finding> merged = new LinkedHashMap<>();
    for (Finding finding : all) {
      String key = finding.cause().id() + "@" + finding.server().map(Object::toString).orElse("");
      merged.merge(key, finding, Merging::together);
    }
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : merged.values()) {
      boolean explained = merged.values().stream().anyMatch(other -> settles(other, finding));
      if (!explained) {
        kept.add(withRuledOut(finding, merged.values().stream().toList()));
      }
    }
    return kept.stream().map(finding -> explained(finding, kept)).toList();
  }

  /** Beside a certain critical cause, a faint suspicion at the same server is its symptom. */
  private static Finding explained(Finding finding, List<Finding> all) {
    boolean faint =
        finding.severity() == Severity.WARNING
            && finding.symptomOf().isEmpty()
            && finding.confidence().compareTo(Confidence.LIKELY) <= 0;
    Optional<Finding> root =
        all.stream()
            .filter(other -> other.server().equals(finding.server()))
            .filter(other -> other.severity() == Severity.CRITICAL)
            .filter(other -> other.confidence().compareTo(Confidence.STRONG) >= 0)
            .findFirst();
    return faint && root.isPresent()
        ? finding.as(
            finding.severity(), finding.ruledOut(), finding.evidence(), root.get().cause().id())
        : finding;
  }

  private static Finding together(Finding one, Finding other) {
    boolean first = one.confidence().compareTo(other.confidence()) >= 0;
    Finding surer = first ? one : other;
    Finding second = first ? other : one;
    List<Evidence> evidence = evidence(surer, second);
    List<RuledOut> ruledOut = ruledOut(surer, second);
    Severity graver =
        surer.severity().compareTo(second.severity()) >= 0 ? surer.severity() : second.severity();
    return surer.as(graver, ruledOut, evidence, surer.symptomOf());
  }

  /** What both saw is told once, with the frames of whoever saw packets. */
  private static List<Evidence> evidence(Finding surer, Finding second) {
    Map<String, Evidence> bySentence = new LinkedHashMap<>();
    Stream.concat(surer.evidence().stream(), second.evidence().stream())
        .forEach(
            e ->
                bySentence.merge(
                    e.what(), e, (one, other) -> one.frames().isEmpty() ? other : one));
    return bySentence.values().stream().limit(EVIDENCE_KEPT).toList();
  }

  private static List<RuledOut> ruledOut(Finding surer, Finding second) {
    Map<String, RuledOut> byCause = new LinkedHashMap<>();
    Stream.concat(surer.ruledOut().stream(), second.ruledOut().stream())
        .forEach(out -> byCause.putIfAbsent(out.cause(), out));
    return List.copyOf(byCause.values());
  }

  /**
   * At the same server: one that the other's own alternatives name and that is surer, or one that
   * rules the other out and is as sure.
   */
  private static boolean settles(Finding surer, Finding open) {
    boolean named = open.alternatives().contains(surer.cause().id());
    boolean more = surer.confidence().compareTo(open.confidence()) > 0;
    boolean less = surer.confidence().compareTo(open.confidence()) < 0;
    return !surer.cause().id().equals(open.cause().id())
        && !surer.symptomOf().equals(open.cause().id())
        && surer.server().equals(open.server())
        && (named && more || rulesOut(surer, open) && !less && !rulesOut(open, surer));
  }

  private static boolean rulesOut(Finding one, Finding other) {
    return one.ruledOut().stream().anyMatch(out -> out.cause().equals(other.cause().id()));
  }

  private static Finding withRuledOut(Finding finding, List<Finding> all) {
    List<RuledOut> more =
        all.stream()
            .filter(other -> settles(finding, other))
            .map(
                other ->
                    new RuledOut(
                        other.cause().id(), "this explains it, and is surer: see evidence"))
            .toList();
    return more.isEmpty()
        ? finding
        : finding.as(
            finding.severity(),
            Stream.concat(finding.ruledOut().stream(), more.stream()).toList(),
            finding.evidence(),
            finding.symptomOf());
  }
}
