package io.synscope.cli;

/**
 * The question was right, but the input cannot be read or looked at; one line says what, where and
 * what to do. Exit code 3.
 */
final class CannotTellException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotTellException(String line) {
    super(line);
  }
}
