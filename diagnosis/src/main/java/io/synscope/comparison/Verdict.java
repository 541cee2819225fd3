package io.synscope.comparison;

/** What a comparison comes to. */
public enum Verdict {
  /** The whole interval of the difference lies beyond what matters. */
  DIFFERENT,
  /** The whole interval lies within what does not matter. */
  EQUIVALENT,
  /** There are too few values to say either. */
  INCONCLUSIVE
}
