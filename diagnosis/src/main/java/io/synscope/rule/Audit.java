package io.synscope.rule;

/**
 * Looks for what these facts cannot show, so that silence about it is not taken for health. Finds
 * no cause; read after all rules.
 */
public interface Audit {
  /** Writes what could not be checked, why, and which capture would allow it. */
  void look(CaseFile file, Docket docket);
}
