package io.synscope.cli.terminal;

/**
 * The command line asks for something that does not exist; one line says what and what to type
 * instead. Exit code 64.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A line for the user: which option or argument is wrong, and what is right. */
  public UsageException(String line) {
    super(line);
  }
}
