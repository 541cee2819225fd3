package io.synscope.finding;

import io.synscope.observation.Endpoint;
import io.synscope.observation.Moment;
import java.util.List;
import java.util.Optional;

/**
 * A cause for named endpoints, with everything that speaks for it and against it.
 *
 * @param cause catalogue entry
 * @param severity how much it matters here
 * @param confidence how sure
 * @param sentence what happened, in one sentence with names and numbers
 * @param alternatives ids of causes that predict the same packets at this vantage
 * @param ruledOut look-alikes that the facts exclude
 * @param clients whom it hit, sorted, at most 32
 * @param clientCount whom it hit, all of them
 * @param server the listener; empty when there is none
 * @param count how often
 * @param first first occurrence
 * @param last last occurrence
 * @param evidence what shows it; never empty
 * @param remedies what to do
 * @param nextTests the test that would settle what stays open
 * @param symptomOf id of the cause that this is a symptom of; empty when it stands for itself
 */
public record Finding(
    Cause cause,
    Severity severity,
    Confidence confidence,
    String sentence,
    List<String> alternatives,
    List<RuledOut> ruledOut,
    List<Endpoint> clients,
    int clientCount,
    Optional<Endpoint> server,
    int count,
    Moment first,
    Moment last,
    List<Evidence> evidence,
    List<Remedy> remedies,
    List<String> nextTests,
    String symptomOf) {

  /** {@return this finding, shown by this} */
  public Finding withEvidence(List<Evidence> shown) {
    return as(severity, ruledOut, shown, symptomOf);
  }

  /** {@return this finding told of endpoints as they are called elsewhere} */
  public Finding named(String words, List<Endpoint> whom, Endpoint listener) {
    return new Finding(
        cause,
        severity,
        confidence,
        words,
        alternatives,
        ruledOut,
        whom,
        clientCount,
        Optional.of(listener),
        count,
        first,
        last,
        evidence,
        remedies,
        nextTests,
        symptomOf);
  }

  /** {@return this finding as it stands beside others} */
  public Finding as(
      Severity here, List<RuledOut> excluded, List<Evidence> shown, String consequenceOf) {
    return new Finding(
        cause,
        here,
        confidence,
        sentence,
        alternatives,
        excluded,
        clients,
        clientCount,
        server,
        count,
        first,
        last,
        shown,
        remedies,
        nextTests,
        consequenceOf);
  }
}
