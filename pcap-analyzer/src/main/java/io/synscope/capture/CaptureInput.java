package io.synscope.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One named input, opened and recognised by its first bytes. */
final class CaptureInput {
  private static final String STANDARD_INPUT = "-";
  private static final int HEAD = 4096;
  private static final int LONGEST_FILE_HEADER = 28;

  private final String name;
  private final long size;
  private ByteFeed feed;
  private ByteBuffer head;
  private Compression compression = Compression.NONE;

  private CaptureInput(String name, long size, ByteFeed feed) {
    this.name = name;
    this.size = size;
    this.feed = feed;
    head = ByteBuffer.allocate(HEAD).limit(0);
  }

  static CaptureInput standardInput(InputStream stream) {
    return stream(STANDARD_INPUT, stream);
  }

  static CaptureInput stream(String name, InputStream stream) {
    CountedStream counted = new CountedStream(stream);
    return new CaptureInput(name, -1, new StreamFeed(counted, counted::count));
  }

  static CaptureInput file(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new CaptureFormatException(path.toString(), 0, "is a directory, not a capture");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    return new CaptureInput(path.toString(), channel.size(), new ChannelFeed(channel));
  }

  /**
   * Checks that there is something to read.
   *
   * @return the file's size
   */
  static long size(Path path) throws IOException {
    return Files.size(path);
  }

  String name() {
    return name;
  }

  long size() {
    return size;
  }

  /**
   * Recognises the content.
   *
   * @return a reader that stands before the first record
   */
  FrameReader recognise(FileNotes notes) throws IOException {
    fillHead();
    compression = Compression.of(head);
    if (compression != Compression.NONE) {
      unwrap();
    }
    RecordFormat format = FormatDetector.detect(name, head, compression);
    boolean compressed = compression != Compression.NONE;
    notes.format(format.describe() + (compressed ? ", " + compression.title() : ""), compressed);
    return new FrameReader(feed, format, head);
  }

  void close() throws IOException {
    feed.close();
  }

  private void unwrap() throws IOException {
    ByteFeed raw = feed;
    try {
      feed = new StreamFeed(compression.open(new FeedStream(head, raw)), raw::bytesRead);
      head = ByteBuffer.allocate(HEAD).limit(0);
      fillHead();
    } catch (DamagedStreamException e) {
      throw new CaptureFormatException(name, 0, e.getMessage() + " and nothing could be unpacked");
    }
  }

  /**
   * Reads until a file header must be there; keeps what it has where the stream is damaged behind
   * it.
   */
  private void fillHead() throws IOException {
    head.compact();
    int length = 0;
    while (length >= 0 && head.position() < LONGEST_FILE_HEADER) {
      length = feed.read(head);
    }
    head.flip();
  }

  /** Counts what is taken from standard input, for the progress line. */
  private static final class CountedStream extends InputStream {
    private final InputStream stream;
    private volatile long count;

    CountedStream(InputStream stream) {
      this.stream = stream;
    }

    long count() {
      return count;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads; others look at the progress
    public int read(byte[] into, int offset, int length) throws IOException {
      int taken = stream.read(into, offset, length);
      count += Math.max(0, taken);
      return taken;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }

    @Override
    public int available() throws IOException {
      return stream.available();
    }
  }
}
