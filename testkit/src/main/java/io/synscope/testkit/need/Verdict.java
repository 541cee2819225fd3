package io.synscope.testkit.need;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a test, or skips it aloud: test runners swallow the reason of a skip. */
final class Verdict {
  private Verdict() {}

  static ConditionEvaluationResult run() {
    return ConditionEvaluationResult.enabled("the machine has what this test needs");
  }

  static ConditionEvaluationResult skip(ExtensionContext test, String reason) {
    String where = test.getTestClass().map(Class::getSimpleName).orElse("");
    String what = test.getTestMethod().map(method -> "." + method.getName()).orElse("");
    System.out.println("SKIPPED " + where + what + ": " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}
