package io.synscope.cli.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.need.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Output formats are contracts: what is written today must be what was written before.
 *
 * <p>After a change that is meant, {@code mvn test -pl cli -am -Dtest='*GoldenTest'
 * -Dgolden.update=true} writes the files anew; read the difference before committing it.
 */
public final class Golden {
  private Golden() {}

  /** Compares with {@code golden/name}, or writes that file when asked to. */
  public static void check(String name, String actual) {
    Path file = Checkout.resolve("cli/src/test/resources/golden/" + name);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual, UTF_8);
      }
      assertThat(actual).isEqualTo(Files.readString(file, UTF_8));
    } catch (IOException e) {
      throw new AssertionError("cannot read " + file + "; make it with -Dgolden.update=true", e);
    }
  }
}
