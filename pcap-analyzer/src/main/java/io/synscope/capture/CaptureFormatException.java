package io.synscope.capture;

import java.io.IOException;

/**
 * This is not a capture, or nothing of it can be read: one line that says what, where, and what to
 * do.
 */
public final class CaptureFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long byteOffset;
  private final String fault;

  /** The fault {@code what}, found at this offset in the (uncompressed) bytes of this file. */
  public CaptureFormatException(String file, long byteOffset, String what) {
    super(file + ": " + what);
    this.file = file;
    this.byteOffset = byteOffset;
    fault = what;
  }

  /** {@return the file's name as the user gave it} */
  public String file() {
    return file;
  }

  /** {@return the message without the file's name, such as {@code "is empty: ..."}} */
  public String fault() {
    return fault;
  }

  /** {@return where in its bytes the fault is} */
  public long byteOffset() {
    return byteOffset;
  }
}
