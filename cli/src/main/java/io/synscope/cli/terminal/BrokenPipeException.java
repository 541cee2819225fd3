package io.synscope.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The reader of standard output has gone away, as {@code head} does when it has seen enough: no
 * error, but the end of the work.
 */
public final class BrokenPipeException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  /** Wraps what the write threw. */
  public BrokenPipeException(IOException cause) {
    super(cause);
  }
}
