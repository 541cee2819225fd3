package io.synscope.capture;

import java.io.IOException;

/** Compressed bytes that are cut or damaged: what came out before is good. */
final class DamagedStreamException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedStreamException(String what, Throwable cause) {
    super(what, cause);
  }
}
