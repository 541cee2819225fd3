package io.synscope.testkit.need;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Looks for a folder relative to the root of the checkout. */
final class FolderCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), RequiresFolder.class)
        .map(need -> Checkout.resolve(need.value()))
        .filter(folder -> !Files.isDirectory(folder))
        .map(folder -> skip(context, folder))
        .orElseGet(Verdict::run);
  }

  private static ConditionEvaluationResult skip(ExtensionContext context, Path folder) {
    return Verdict.skip(context, "needs the folder " + folder + ", which is not there");
  }
}
