package io.synscope.cli;

/**
 * The command line asks for something that does not exist; one line says what and what to type
 * instead. Exit code 64.
 */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String line) {
    super(line);
  }
}
