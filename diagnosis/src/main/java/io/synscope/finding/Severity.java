package io.synscope.finding;

/** How much a finding matters to whoever is awake because of it. */
public enum Severity {
  /** Worth knowing, nothing to repair. */
  INFO,
  /** Something works worse than it should. */
  WARNING,
  /** Clients cannot do their work. */
  CRITICAL
}
