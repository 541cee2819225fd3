package io.synscope.rule.witness;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Remedy;
import io.synscope.finding.RuledOut;
import io.synscope.finding.Severity;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finding that rests on what server and kernel say, and on no packet. */
final class Verdict {
  private final Cause cause;
  private final Endpoint server;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<RuledOut> ruledOut = new ArrayList<>();
  private Severity severity;
  private Confidence confidence = Confidence.STRONG;
  private String sentence = "";
  private long count = 1;

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

  Verdict evidence(String what, String cite) {
    evidence.add(Evidence.of(what, cite));
    return this;
  }

  Verdict ruleOut(String other, String because) {
    ruledOut.add(new RuledOut(other, because));
    return this;
  }

  Finding write() {
    return new Finding(
        cause,
        severity,
        confidence,
        sentence,
        List.of(),
        List.copyOf(ruledOut),
        List.of(),
        0,
        Optional.of(server),
        (int) Math.min(Integer.MAX_VALUE, count),
        Moment.NONE,
        Moment.NONE,
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
