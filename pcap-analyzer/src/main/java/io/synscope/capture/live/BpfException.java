package io.synscope.capture.live;

/** A filter expression cannot be compiled: one line that says why, and what to do. */
public final class BpfException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BpfException(String what, Throwable cause) {
    super(what, cause);
  }
}
