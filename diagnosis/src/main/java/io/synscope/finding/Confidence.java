package io.synscope.finding;

/** How sure a finding is; the ratios are likelihood ratios against the best alternative. */
public enum Confidence {
  /** Below 3, or data missing. */
  INCONCLUSIVE,
  /** 3 to 10. */
  POSSIBLE,
  /** 10 to 100. */
  LIKELY,
  /** 100 and more. */
  STRONG,
  /** A sufficient condition holds on the wire, and the capture is complete around it. */
  PROVEN
}
