package io.synscope.capture.live;

/** An interface cannot be captured: one line that says which, why, and what to do. */
public final class LiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean wrongFilter;

  LiveException(String what, Throwable cause) {
    this(what, cause, false);
  }

  LiveException(String what, Throwable cause, boolean wrongFilter) {
    super(what, cause);
    this.wrongFilter = wrongFilter;
  }

  LiveException(String what) {
    super(what);
    wrongFilter = false;
  }

  /** {@return whether the interface is fine, and the filter expression is none} */
  public boolean wrongFilter() {
    return wrongFilter;
  }
}
