package io.synscope.rule;

import io.synscope.finding.Cause;
import io.synscope.finding.Finding;
import io.synscope.finding.Unchecked;
import io.synscope.observation.Observations;
import io.synscope.observation.SettlingTest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rules in the order in which they are read: roots before their symptoms. */
public final class RuleBook {
  private final List<Rule> rules;
  private final List<Audit> audits;

  /** A book of these rules alone. */
  public RuleBook(List<Rule> rules) {
    this(rules, List.of());
  }

  /** A book of these rules, and of what is looked for after them. */
  public RuleBook(List<Rule> rules, List<Audit> audits) {
    this.rules = List.copyOf(rules);
    this.audits = List.copyOf(audits);
  }

  /** {@return every cause that can be found, in the order of the book} */
  public List<Cause> causes() {
    return rules.stream().map(Rule::cause).toList();
  }

  /** {@return the catalogue entry with this id} */
  public Optional<Cause> cause(String id) {
    return causes().stream().filter(cause -> cause.id().equals(id)).findFirst();
  }

  /** {@return what the book says of these facts} */
  public Judgement judge(Observations observations) {
    return judge(observations, List.of());
  }

  /** {@return what the book says of these facts, after a probe has made these separating tests} */
  public Judgement judge(Observations observations, List<SettlingTest> tests) {
    return judge(CaseFile.open(observations), tests);
  }

  /** {@return what the book says of this case} */
  Judgement judge(CaseFile file, List<SettlingTest> tests) {
    Docket docket = new Docket();
    rules.forEach(rule -> rule.judge(file, docket));
    audits.forEach(audit -> audit.look(file, docket));
    List<Finding> drafted = Folding.of(docket.drafts()).stream().map(Draft::write).toList();
    return conclude(file, new Settlement(this).apply(drafted, tests), docket.unchecked());
  }

  /** {@return findings of one or of several witnesses in their order, with the one sentence} */
  public static Judgement conclude(
      CaseFile file, List<Finding> findings, List<Unchecked> notChecked) {
    List<Finding> sorted = findings.stream().sorted(IMPORTANCE).toList();
    return new Judgement(file, new HeadlineChoice(file, sorted).choose(), sorted, notChecked);
  }

  private static final Comparator<Finding> IMPORTANCE =
      Comparator.comparing((Finding finding) -> !finding.symptomOf().isEmpty())
          .thenComparing(Finding::severity, Comparator.reverseOrder())
          .thenComparing(Finding::confidence, Comparator.reverseOrder())
          .thenComparing(Finding::count, Comparator.reverseOrder())
          .thenComparing(finding -> finding.cause().id());
}
