package io.synscope.capture.live;

import java.io.IOException;
import java.io.InputStream;

/** A stream of which everything that is read also goes to files. */
public final class SavedStream extends InputStream {
  private final InputStream stream;
  private final RotatedFiles files;

  /** Reads from one, writes to the other. */
  public SavedStream(InputStream stream, RotatedFiles files) {
    this.stream = stream;
    this.files = files;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int taken = stream.read(into, offset, length);
    if (taken > 0) {
      files.write(into, offset, taken);
    }
    return taken;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int available() throws IOException {
    return stream.available();
  }

  @Override
  public void close() throws IOException {
    try (stream) {
      files.close();
    }
  }
}
