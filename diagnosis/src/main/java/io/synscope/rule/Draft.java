package io.synscope.rule;

import static java.util.Comparator.naturalOrder;

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
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** A finding in the making. */
public final class Draft {
  private static final int CLIENTS_LISTED = 32;
  private static final int FRAMES_LISTED = 24;
  private static final int HANDSHAKES_SHOWN = 8;
  private static final int EVIDENCE_KEPT = 8;

  private final Cause cause;
  private final int number;
  private final BiConsumer<Draft, Endpoint> placed;
  private final List<RuledOut> ruledOut = new ArrayList<>();
  private final Set<String> alternatives = new LinkedHashSet<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private List<ConnectionAttempt> hits = List.of();
  private Optional<Endpoint> server = Optional.empty();
  private Severity severity;
  private Confidence confidence = Confidence.POSSIBLE;
  private String sentence = "";
  private String symptomOf = "";
  private String subject = "";
  private Moment first = Moment.NONE;
  private Moment last = Moment.NONE;
  private int count;

  /**
   * A draft that tells when it is put at a listener.
   *
   * @param number which of the case's drafts this is
   */
  Draft(Cause cause, int number, BiConsumer<Draft, Endpoint> placed) {
    this.cause = cause;
    this.number = number;
    this.placed = placed;
    severity = cause.severity();
  }

  /** The attempts that this finding explains: they give count, clients and times. */
  public Draft hits(List<ConnectionAttempt> attempts) {
    hits = List.copyOf(attempts);
    count = attempts.size();
    first =
        attempts.stream()
            .map(ConnectionAttempt::firstSeen)
            .min(Comparator.comparingLong(Moment::nanos))
            .orElse(Moment.NONE);
    last =
        attempts.stream()
            .map(ConnectionAttempt::lastSeen)
            .max(Comparator.comparingLong(Moment::nanos))
            .orElse(Moment.NONE);
    return this;
  }

  /** The listener concerned. */
  public Draft at(Endpoint listener) {
    server = Optional.of(listener);
    placed.accept(this, listener);
    return this;
  }

  /** What it is about, where that is no listener: a name, a host. */
  public Draft about(String what) {
    subject = what;
    return this;
  }

  /** {@return whether it is about this} */
  public boolean concerns(String what) {
    return subject.equals(what);
  }

  /** Replaces the count, where occurrences are not attempts. */
  public Draft count(int occurrences) {
    count = occurrences;
    return this;
  }

  /** Replaces the times, where they are not those of attempts. */
  public Draft between(Moment from, Moment to) {
    first = from;
    last = to;
    return this;
  }

  /** Replaces the catalogue's severity. */
  public Draft severity(Severity here) {
    severity = here;
    return this;
  }

  /** How sure. */
  public Draft confidence(Confidence how) {
    confidence = how;
    return this;
  }

  /** What happened, in one sentence with names and numbers. */
  public Draft say(String format, Object... values) {
    sentence = String.format(Locale.ROOT, format, values);
    return this;
  }

  /** A look-alike that predicts the same packets here. */
  public Draft alternative(String... causes) {
    alternatives.addAll(List.of(causes));
    return this;
  }

  /** A look-alike that the facts exclude. */
  public Draft ruleOut(String otherCause, String because) {
    ruledOut.add(new RuledOut(otherCause, because));
    return this;
  }

  /** An observation that shows it, with its frames; 0 stands for what a socket saw. */
  public Draft evidence(String what, List<Long> frames, String cite) {
    evidence.add(
        new Evidence(
            what,
            frames.stream().filter(frame -> frame > 0).distinct().limit(FRAMES_LISTED).toList(),
            cite));
    return this;
  }

  /** An observation that the handshakes of these attempts show. */
  public Draft handshakes(String what, List<ConnectionAttempt> attempts, String cite) {
    List<Long> frames =
        attempts.stream()
            .limit(HANDSHAKES_SHOWN)
            .flatMap(attempt -> attempt.handshakeFrames().stream())
            .toList();
    return evidence(what, frames, cite);
  }

  /** This is the consequence of another cause. */
  public Draft symptomOf(String root) {
    symptomOf = root;
    return this;
  }

  /** {@return the attempts that this explains} */
  public List<ConnectionAttempt> hits() {
    return hits;
  }

  /** {@return the listener concerned} */
  public Optional<Endpoint> server() {
    return server;
  }

  /** {@return how much it matters here} */
  public Severity severity() {
    return severity;
  }

  /** {@return the cause that this is a symptom of; empty when it stands for itself} */
  public String symptomOf() {
    return symptomOf;
  }

  /** {@return the catalogue entry} */
  public Cause cause() {
    return cause;
  }

  /** {@return which of the case's drafts this is} */
  int number() {
    return number;
  }

  /** {@return what findings must share to be told together} */
  String kind() {
    return cause.id() + severity + symptomOf + server.isPresent();
  }

  /** {@return a draft about no listener in particular that stands for all of these} */
  Draft withAll(List<Draft> others) {
    Draft all =
        new Draft(cause, number, (draft, listener) -> {}).severity(severity).symptomOf(symptomOf);
    all.hits(others.stream().flatMap(draft -> draft.hits.stream()).toList());
    all.count(others.stream().mapToInt(draft -> draft.count).sum());
    all.confidence(others.stream().map(draft -> draft.confidence).min(naturalOrder()).get());
    for (Draft draft : others) {
      all.alternatives.addAll(draft.alternatives);
      draft.evidence.stream().limit(1).forEach(all.evidence::add);
    }
    all.evidence.subList(Math.min(EVIDENCE_KEPT, all.evidence.size()), all.evidence.size()).clear();
    return all;
  }

  private Remedy here(Remedy remedy) {
    return new Remedy(here(remedy.action()), here(remedy.command()), here(remedy.verify()));
  }

  /**
   * Puts this listener's address and port where the catalogue says {host} and {port}, the subject
   * for {name}.
   */
  private String here(String text) {
    String named = subject.isEmpty() ? text : text.replace("{name}", subject);
    return server
        .map(
            listener ->
                named
                    .replace("{host}", listener.address().toString())
                    .replace("{port}", String.valueOf(listener.port())))
        .orElse(named.replace("{host}", "ADDRESS").replace("{port}", "PORT"));
  }

  Finding write() {
    if (evidence.isEmpty()) {
      throw new IllegalStateException("no evidence, no finding: " + cause.id());
    }
    boolean other = !cause.id().contains("redis") && OtherService.concerns(hits);
    List<Remedy> remedies = cause.remedies().stream().map(this::here).toList();
    List<Endpoint> clients =
        hits.stream().map(attempt -> attempt.tuple().client()).distinct().sorted().toList();
    return new Finding(
        cause,
        severity,
        confidence,
        sentence,
        List.copyOf(alternatives),
        other ? OtherService.without(ruledOut) : List.copyOf(ruledOut),
        clients.stream().limit(CLIENTS_LISTED).toList(),
        clients.size(),
        server,
        count,
        first,
        last,
        List.copyOf(evidence),
        other ? OtherService.advice(remedies) : remedies,
        cause.nextTests().stream().map(this::here).toList(),
        symptomOf);
  }
}
