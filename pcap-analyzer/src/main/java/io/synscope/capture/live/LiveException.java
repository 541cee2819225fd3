package io.synscope.capture.live;

/** An interface cannot be captured: one line that says which, why, and what to do. */
public final class LiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LiveException(String what, Throwable cause) {
    super(what, cause);
  }

  LiveException(String what) {
    super(what);
  }
}
