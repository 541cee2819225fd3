package io.synscope.testkit.need;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test reads files that stand beside the checkout and are no part of it, such as captures that
 * others made.
 *
 * @see Checkout#resolve
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FolderCondition.class)
public @interface RequiresFolder {
  /** {@return the folder, as seen from the root of the checkout: {@code ../shared/corpus}} */
  String value();
}
