package io.synscope.testkit.need;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in, whichever module's folder they were started from. */
public final class Checkout {
  private Checkout() {}

  /** {@return the file at {@code relative} to the checkout's root; {@code ..} leads beside it} */
  public static Path resolve(String relative) {
    return root(Path.of("").toAbsolutePath()).resolve(relative).normalize();
  }

  /** The root is the one folder that holds the build's {@code .mvn}. */
  static Path root(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder;
      }
    }
    throw new IllegalStateException(start + " is not inside a checkout: no .mvn above it");
  }
}
