package io.synscope.target;

/**
 * What was typed names no target; the message is one line that says what, where, and what to write
 * instead.
 */
public final class TargetException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  TargetException(String message) {
    super(message);
  }
}
