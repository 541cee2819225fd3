package io.synscope.testkit.script;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A cause that must be named, in the headline or in any finding, with limits to its confidence. */
final class ExpectedCause implements Expectation {
  private final Set<String> causes;
  private final boolean headline;
  Confidence atLeast = Confidence.INCONCLUSIVE;
  Confidence atMost = Confidence.PROVEN;
  @Nullable List<String> evidence;

  ExpectedCause(Set<String> causes, boolean headline) {
    this.causes = causes;
    this.headline = headline;
  }

  @Override
  public List<String> missedBy(Report report, PacketScript script) {
    List<String> missed = new ArrayList<>();
    if (headline && !causes.contains(report.headline().cause())) {
      missed.add("headline: expected " + causes + " but was " + report.headline().cause());
    } else if (headline) {
      confidence(report.headline().confidence(), "headline", missed);
    }
    List<Finding> found =
        report.findings().stream().filter(f -> causes.contains(f.cause().id())).toList();
    if (!headline) {
      if (found.isEmpty()) {
        missed.add("no finding of " + causes + " in " + ids(report));
      }
      found.forEach(f -> confidence(f.confidence(), f.cause().id(), missed));
    }
    if (evidence != null) {
      missed.addAll(evidence(evidence, found, script));
    }
    return missed;
  }

  private void confidence(Confidence confidence, String where, List<String> missed) {
    if (confidence.compareTo(atLeast) < 0 || confidence.compareTo(atMost) > 0) {
      missed.add(
          where + ": confidence " + confidence + " is not within " + atLeast + ".." + atMost);
    }
  }

  private static List<String> evidence(
      List<String> expected, List<Finding> found, PacketScript script) {
    Set<Long> frames =
        found.stream()
            .flatMap(f -> f.evidence().stream())
            .flatMap(e -> e.frames().stream())
            .map(io.synscope.observation.FrameId::number)
            .collect(Collectors.toSet());
    return expected.stream()
        .map(word -> word.matches("[0-9]+") ? Long.parseLong(word) : script.frame(word))
        .filter(frame -> !frames.contains(frame))
        .map(frame -> "frame " + frame + " is not among the evidence " + frames)
        .toList();
  }

  private static List<String> ids(Report report) {
    return report.findings().stream().map(f -> f.cause().id()).toList();
  }
}
