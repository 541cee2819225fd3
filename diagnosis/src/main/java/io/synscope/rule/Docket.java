package io.synscope.rule;

import io.synscope.finding.Cause;
import io.synscope.finding.Unchecked;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where rules write, in the order of the book; later rules can see what earlier ones have
 * explained.
 */
public final class Docket {
  private final List<Draft> drafts = new ArrayList<>();
  private final List<Unchecked> unchecked = new ArrayList<>();

  /** Opens a finding. */
  public Draft find(Cause cause) {
    Draft draft = new Draft(cause);
    drafts.add(draft);
    return draft;
  }

  /** Says what could not be looked at. */
  public void notChecked(String what, String why, String how) {
    Unchecked line = new Unchecked(what, why, how);
    if (!unchecked.contains(line)) {
      unchecked.add(line);
    }
  }

  /** {@return findings so far that satisfy this} */
  public List<Draft> drafts(Predicate<Draft> condition) {
    return drafts.stream().filter(condition).toList();
  }

  /** {@return whether a finding with this cause has been written} */
  public boolean has(String causeId) {
    return drafts.stream().anyMatch(draft -> draft.cause().id().equals(causeId));
  }

  List<Draft> drafts() {
    return drafts;
  }

  List<Unchecked> unchecked() {
    return unchecked;
  }
}
