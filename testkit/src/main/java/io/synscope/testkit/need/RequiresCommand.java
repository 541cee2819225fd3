package io.synscope.testkit.need;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test runs other programs, all of which must be on PATH.
 *
 * <p>Tag such a test with the program's name where it should be possible to leave it out: {@code
 * tshark}, {@code browser}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CommandCondition.class)
public @interface RequiresCommand {
  /** {@return the programs' names, as typed in a shell} */
  String[] value();
}
