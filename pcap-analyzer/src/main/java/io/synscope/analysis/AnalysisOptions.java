package io.synscope.analysis;

import io.synscope.observation.Vantage;
import java.util.Optional;

/**
 * How a capture is analysed.
 *
 * @param vantage where the user says it was taken
 * @param budget how much may be kept at once
 * @param readAhead whether a second thread reads and decodes
 * @param showKeys whether key patterns are printed; hashed otherwise
 */
public record AnalysisOptions(
    Optional<Vantage> vantage, MemoryBudget budget, boolean readAhead, boolean showKeys) {
  /** Vantage inferred, a quarter of the heap, two threads, keys hashed. */
  public static AnalysisOptions defaults() {
    return new AnalysisOptions(Optional.empty(), MemoryBudget.ofHeap(), true, false);
  }
}
