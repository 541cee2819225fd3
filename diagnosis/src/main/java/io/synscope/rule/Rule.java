package io.synscope.rule;

import io.synscope.finding.Cause;

/**
 * One cause: its catalogue entry, and the judgement whether it is at work. A pure function; no rule
 * looks at bytes.
 */
public interface Rule {
  /** {@return what this rule can find} */
  Cause cause();

  /** Reads the case and writes findings, exclusions and what could not be checked. */
  void judge(CaseFile file, Docket docket);
}
