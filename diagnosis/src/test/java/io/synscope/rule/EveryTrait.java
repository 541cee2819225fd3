package io.synscope.rule;

import io.synscope.observation.Observations;
import java.util.List;

/**
 * Judges as if every attempt bore every trait, so that each rule looks at all of them. It must come
 * to the same judgement: a trait that a rule asks for is one that its finding cannot be without.
 */
public final class EveryTrait {
  private EveryTrait() {}

  /** {@return what the book says when no trait leaves anything out} */
  public static Judgement judge(RuleBook book, Observations observations) {
    return book.judge(CaseFile.open(observations, attempt -> -1L), List.of());
  }
}
