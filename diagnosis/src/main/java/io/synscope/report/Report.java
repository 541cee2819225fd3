package io.synscope.report;

import io.synscope.finding.Finding;
import io.synscope.finding.Headline;
import io.synscope.finding.Unchecked;
import io.synscope.observation.Vantage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that one run has to say; schema {@code synscope/1}.
 *
 * @param input what was looked at
 * @param vantage where from
 * @param vantageReasons why that is believed, one line each
 * @param headline the one sentence a person reads at 2 AM
 * @param findings most important first
 * @param notChecked what could not be looked at
 * @param listeners one line for each server endpoint
 * @param attempts connection attempts, by time of their first packet, at most the newest 100,000
 * @param attemptsTotal how many attempts there were
 * @param exchanges what was said inside
 * @param latency percentiles by phase, target and clock
 * @param caveats what a reader must know before trusting this, one sentence each
 * @param checks what was looked at and what it showed, one line each; empty where packets are all
 * @param overTime what happened when, for pictures
 */
public record Report(
    Input input,
    Vantage vantage,
    List<String> vantageReasons,
    Headline headline,
    List<Finding> findings,
    List<Unchecked> notChecked,
    List<ListenerLine> listeners,
    List<AttemptLine> attempts,
    long attemptsTotal,
    Optional<ExchangeSummary> exchanges,
    List<LatencyLine> latency,
    List<String> caveats,
    List<String> checks,
    OverTime overTime) {
  /** A report of one witness. */
  public Report(
      Input input,
      Vantage vantage,
      List<String> vantageReasons,
      Headline headline,
      List<Finding> findings,
      List<Unchecked> notChecked,
      List<ListenerLine> listeners,
      List<AttemptLine> attempts,
      long attemptsTotal,
      Optional<ExchangeSummary> exchanges,
      List<LatencyLine> latency,
      List<String> caveats) {
    this(
        input,
        vantage,
        vantageReasons,
        headline,
        findings,
        notChecked,
        listeners,
        attempts,
        attemptsTotal,
        exchanges,
        latency,
        caveats,
        List.of(),
        OverTime.NONE);
  }

  /** {@return this report with these facts for pictures} */
  public Report withOverTime(OverTime facts) {
    return copy(input, attempts, caveats, facts);
  }

  /** {@return this report with one more sentence to know before trusting it} */
  public Report withCaveat(String sentence) {
    List<String> more = Stream.concat(Stream.of(sentence), caveats.stream()).toList();
    return copy(input, attempts, more, overTime);
  }

  /** {@return this report without its list of attempts, which someone else has written} */
  public Report withoutAttempts() {
    return copy(input, List.of(), caveats, overTime);
  }

  /** {@return this report about that input} */
  public Report withInput(Input other) {
    return copy(other, attempts, caveats, overTime);
  }

  private Report copy(Input of, List<AttemptLine> lines, List<String> cautions, OverTime facts) {
    return new Report(
        of,
        vantage,
        vantageReasons,
        headline,
        findings,
        notChecked,
        listeners,
        lines,
        attemptsTotal,
        exchanges,
        latency,
        cautions,
        checks,
        facts);
  }
}
