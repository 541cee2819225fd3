package io.synscope.capture.live;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;

/**
 * A pcapng stream on disk, in one file or in a rotated set; every file is a capture by itself.
 *
 * <p>Blocks are told by their lengths as the bytes come by. A new file begins with the section and
 * the interfaces of the first.
 */
public final class RotatedFiles implements Closeable {
  private static final int ENHANCED_PACKET = 6;
  private static final int HEAD = 20; // type, length, and an enhanced packet's interface and time
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Path path;
  private final Rotation rotation;
  private final ArrayDeque<Path> written = new ArrayDeque<>();
  private final ByteArrayOutputStream preamble = new ByteArrayOutputStream();
  private final byte[] head = new byte[HEAD];
  private OutputStream out;
  private int headLength;
  private long blockLeft;
  private boolean preambleOver;
  private long fileBytes;
  private long fileStartNanos;
  private int number;

  private RotatedFiles(Path path, Rotation rotation) throws IOException {
    this.path = path;
    this.rotation = rotation;
    out = next();
  }

  /** Opens the first file. */
  public static RotatedFiles open(Path path, Rotation rotation) throws IOException {
    return new RotatedFiles(path, rotation);
  }

  /** Takes the stream's next bytes, in pieces of any size. */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (blockLeft > 0) {
        int part = (int) Math.min(blockLeft, end - at);
        put(bytes, at, part);
        blockLeft -= part;
        at += part;
      } else {
        head[headLength++] = bytes[at++];
        if (headLength == HEAD) { // no block of a live stream is shorter
          begin();
        }
      }
    }
  }

  private void begin() throws IOException {
    int type = word(0);
    if (type == ENHANCED_PACKET) {
      preambleOver = true;
      long nanos = (long) word(12) << 32 | word(16) & 0xffff_ffffL;
      rotateWhenDue(nanos, Integer.toUnsignedLong(word(4)));
    }
    blockLeft = Integer.toUnsignedLong(word(4)) - HEAD;
    headLength = 0;
    put(head, 0, HEAD);
  }

  private void rotateWhenDue(long nanos, long length) throws IOException {
    if (fileStartNanos == 0) {
      fileStartNanos = nanos;
    }
    boolean large = rotation.bytes() > 0 && fileBytes + length > rotation.bytes();
    boolean old =
        rotation.seconds() > 0 && nanos - fileStartNanos >= rotation.seconds() * NANOS_PER_SECOND;
    if ((large && fileBytes > preamble.size()) || old) {
      out.close();
      out = next();
      fileStartNanos = nanos;
      fileBytes = preamble.size();
      preamble.writeTo(out);
    }
  }

  private void put(byte[] bytes, int offset, int length) throws IOException {
    if (!preambleOver) {
      preamble.write(bytes, offset, length);
    }
    out.write(bytes, offset, length);
    fileBytes += length;
  }

  private OutputStream next() throws IOException {
    Path file = rotation.none() ? path : numbered(number++);
    written.addLast(file);
    while (rotation.files() > 0 && written.size() > rotation.files()) {
      Files.deleteIfExists(written.removeFirst());
    }
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  /** incident.pcapng becomes incident_00001.pcapng, as dumpcap does without the date. */
  private Path numbered(int count) {
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String extension = dot > 0 ? name.substring(dot) : "";
    return path.resolveSibling("%s_%05d%s".formatted(stem, count + 1, extension));
  }

  private int word(int at) {
    return head[at] & 0xff
        | (head[at + 1] & 0xff) << 8
        | (head[at + 2] & 0xff) << 16
        | (head[at + 3] & 0xff) << 24;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
