package io.synscope.rule.witness;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Remedy;
import io.synscope.finding.RuledOut;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finding that rests on more than the packets of one capture. */
final class Verdict {
  private static final int CLIENTS_LISTED = 32;
  private static final int FRAMES_LISTED = 24;

  private final Cause cause;
  private final Endpoint server;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<RuledOut> ruledOut = new ArrayList<>();
  private Severity severity;
  private Confidence confidence = Confidence.STRONG;
  private String sentence = "";
  private long count = 1;
  private List<ConnectionAttempt> hits = List.of();

  Verdict(Cause cause, Endpoint server) {
    this.cause = cause;
    this.server = server;
    severity = cause.severity();
  }

  Verdict say(String words) {
    sentence = words;
    return this;
  }

  Verdict severity(Severity here) {
    severity = here;
    return this;
  }

  Verdict confidence(Confidence how) {
    confidence = how;
    return this;
  }

  Verdict count(long occurrences) {
    count = Math.max(1, occurrences);
    return this;
  }

  /** The attempts that this explains, by time: they give count, clients and times. */
  Verdict hits(List<ConnectionAttempt> attempts) {
    hits = List.copyOf(attempts);
    return count(attempts.size());
  }

  Verdict evidence(String what, String cite) {
    return evidence(what, List.of(), cite);
  }

  /** Evidence that is only worth telling where there are frames that show it. */
  Verdict shown(String what, List<Long> frames, String cite) {
    return frames.isEmpty() ? this : evidence(what, frames, cite);
  }

  Verdict evidence(String what, List<Long> frames, String cite) {
    evidence.add(new Evidence(what, frames.stream().limit(FRAMES_LISTED).toList(), cite));
    return this;
  }

  Verdict ruleOut(String other, String because) {
    ruledOut.add(new RuledOut(other, because));
    return this;
  }

  Finding write() {
    List<Endpoint> clients =
        hits.stream().map(attempt -> attempt.tuple().client()).distinct().sorted().toList();
    return new Finding(
        cause,
        severity,
        confidence,
        sentence,
        List.of(),
        List.copyOf(ruledOut),
        clients.stream().limit(CLIENTS_LISTED).toList(),
        clients.size(),
        Optional.of(server),
        (int) Math.min(Integer.MAX_VALUE, count),
        hits.isEmpty() ? Moment.NONE : hits.get(0).firstSeen(),
        hits.isEmpty() ? Moment.NONE : hits.get(hits.size() - 1).lastSeen(),
        List.copyOf(evidence),
        cause.remedies().stream().map(this::here).toList(),
        cause.nextTests().stream().map(this::here).toList(),
        "");
  }

  private Remedy here(Remedy remedy) {
    return new Remedy(here(remedy.action()), here(remedy.command()), here(remedy.verify()));
  }

  private String here(String words) {
    return words
        .replace("{host}", server.address().toString())
        .replace("{port}", Integer.toString(server.port()))
        .replace("{name}", server.toString());
  }
}
