package io.synscope.cli.terminal;

import java.util.Locale;
import java.util.Map;

/** When to write colour: what {@code --color} asks for, and the conventions of the environment. */
public enum ColourWish {
  /** On a terminal, unless the environment objects. */
  AUTO,
  /** Also into pipes and files. */
  ALWAYS,
  /** Not even on a terminal. */
  NEVER;

  /** {@return the word as it is typed} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return whether to write colour} The option wins over the environment; NO_COLOR (no-color.org)
   * over CLICOLOR_FORCE and FORCE_COLOR; these over what the stream is.
   */
  public boolean granted(boolean terminal, Map<String, String> environment) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
          yield false;
        }
        yield forced(environment, "CLICOLOR_FORCE")
            || forced(environment, "FORCE_COLOR")
            || terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
      }
    };
  }

  private static boolean forced(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return !value.isEmpty() && !value.equals("0");
  }
}
