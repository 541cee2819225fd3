package io.synscope.capture;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What a capture may be wrapped in; told by content, never by name. */
enum Compression {
  NONE("none"),
  GZIP("gzip"),
  ZSTD("zstd");

  private static final int GZIP_MAGIC = 0x1f8b; // RFC 1952 2.3.1
  private static final int ZSTD_MAGIC =
      0x28b52ffd; // RFC 8878 3.1.1, as its bytes stand in the file
  private static final int CHUNK = 64 * 1024;

  private final String title;

  Compression(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  static Compression of(ByteBuffer head) {
    if (head.remaining() >= 2 && (head.getShort(head.position()) & 0xffff) == GZIP_MAGIC) {
      return GZIP;
    }
    return head.remaining() >= 4 && head.getInt(head.position()) == ZSTD_MAGIC ? ZSTD : NONE;
  }

  /**
   * {@return the uncompressed bytes of this stream, in which cuts and damage are {@link
   * DamagedStreamException}s}
   */
  InputStream open(InputStream compressed) throws IOException {
    try {
      return new Guarded(
          this == GZIP ? new GZIPInputStream(compressed, CHUNK) : new ZstdInputStream(compressed),
          title);
    } catch (EOFException | ZipException e) {
      throw new DamagedStreamException("its " + title + " header is cut or damaged", e);
    }
  }

  /** Turns a decompressor's complaints into one that readers know. */
  private static final class Guarded extends InputStream {
    private final InputStream stream;
    private final String title;

    Guarded(InputStream stream, String title) {
      this.stream = stream;
      this.title = title;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return stream.read(into, offset, length);
      } catch (EOFException e) {
        throw new DamagedStreamException("the " + title + " data end early", e);
      } catch (ZipException e) {
        throw new DamagedStreamException("the " + title + " data are damaged", e);
      } catch (ZstdIOException e) {
        throw new DamagedStreamException("the " + title + " data are cut or damaged", e);
      }
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
      stream.close();
    }
  }
}
