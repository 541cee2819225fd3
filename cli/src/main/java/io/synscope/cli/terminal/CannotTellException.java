package io.synscope.cli.terminal;

/**
 * The question was right, but the input cannot be read or looked at; one line says what, where and
 * what to do. Exit code 3.
 */
public final class CannotTellException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A line for the user: what could not be read or asked, why, and what to do. */
  public CannotTellException(String line) {
    super(line);
  }
}
