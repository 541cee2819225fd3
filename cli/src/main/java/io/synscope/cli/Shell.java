package io.synscope.cli;

import java.util.Locale;

/** The shells for which there is a completion script. */
enum Shell {
  /** GNU Bash, also through bash-completion. */
  BASH,
  /** Z shell, through its bashcompinit. */
  ZSH;

  /** {@return the word as it is typed} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
