package io.synscope.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Buffered standard output whose failures are unchecked, so that no renderer swallows or explains
 * them.
 */
final class PipeStream extends FilterOutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  PipeStream(OutputStream target) {
    super(new BufferedOutputStream(target, BUFFER_BYTES));
  }

  @Override
  public void write(int b) {
    try {
      out.write(b);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** EPIPE is the end of the work; anything else (ENOSPC on a redirected file) is an error. */
  private static UncheckedIOException failure(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Broken pipe")
        ? new BrokenPipeException(e)
        : new UncheckedIOException("cannot write the output: " + message, e);
  }
}
