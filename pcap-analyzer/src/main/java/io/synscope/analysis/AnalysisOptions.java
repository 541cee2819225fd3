package io.synscope.analysis;

import io.synscope.observation.Vantage;
import io.synscope.redis.ExchangeListener;
import io.synscope.report.AttemptLine;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a capture is analysed.
 *
 * @param vantage where the user says it was taken
 * @param budget how much may be kept at once
 * @param readAhead whether a second thread reads and decodes, and a third one hears what is said
 * @param showKeys whether key patterns are printed; hashed otherwise
 * @param unkept hears each attempt that the report will only count, when it is written out, in the
 *     thread that analyses; what other attempts would tell about it is not known then
 * @param redisPorts ports of servers that speak RESP, whatever the first bytes look like; elsewhere
 *     RESP is recognised by them
 * @param exchanges hears every request with its reply, once its time is divided, in the thread that
 *     analyses
 */
public record AnalysisOptions(
    Optional<Vantage> vantage,
    MemoryBudget budget,
    boolean readAhead,
    boolean showKeys,
    Set<Integer> redisPorts,
    Optional<Consumer<AttemptLine>> unkept,
    Optional<ExchangeListener> exchanges) {
  /** Options of an analysis in which nobody hears more than the report. */
  public AnalysisOptions(
      Optional<Vantage> vantage, MemoryBudget budget, boolean readAhead, boolean showKeys) {
    this(vantage, budget, readAhead, showKeys, Set.of(), Optional.empty(), Optional.empty());
  }

  /**
   * {@return whether what connections say may be heard in a thread of its own: not where somebody
   * hears of attempts or exchanges one by one, in the order of the capture}
   */
  boolean hearsLater() {
    return readAhead && unkept.isEmpty() && exchanges.isEmpty();
  }

  /** Vantage inferred, a quarter of the heap, more threads where there are processors for them. */
  public static AnalysisOptions defaults() {
    boolean threads = Runtime.getRuntime().availableProcessors() > 1;
    return new AnalysisOptions(Optional.empty(), MemoryBudget.ofHeap(), threads, false);
  }

  /** {@return these options for a capture taken there, by what the user says} */
  public AnalysisOptions at(Optional<Vantage> place) {
    return new AnalysisOptions(place, budget, readAhead, showKeys, redisPorts, unkept, exchanges);
  }

  /** {@return these options with talk read and told so} */
  public AnalysisOptions withTalk(boolean keysShown, Set<Integer> ports) {
    return new AnalysisOptions(vantage, budget, readAhead, keysShown, ports, unkept, exchanges);
  }

  /** {@return these options with somebody to hear what comes one by one} */
  public AnalysisOptions heardBy(
      Optional<Consumer<AttemptLine>> ofAttempts, Optional<ExchangeListener> ofExchanges) {
    return new AnalysisOptions(
        vantage, budget, readAhead, showKeys, redisPorts, ofAttempts, ofExchanges);
  }
}
