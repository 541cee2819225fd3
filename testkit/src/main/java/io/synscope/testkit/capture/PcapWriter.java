package io.synscope.testkit.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the classic format in either byte order and any of its variants. */
public final class PcapWriter implements CaptureWriter {
  /** Magic number, length of a record header, and the unit behind the seconds. */
  public enum Variant {
    /** The usual one. */
    MICROSECONDS(0xA1B2C3D4, 16, 1000),
    /** As tcpdump --time-stamp-precision=nano writes. */
    NANOSECONDS(0xA1B23C4D, 16, 1),
    /** With interface, protocol and packet type behind each record header. */
    KUZNETZOV(0xA1B2CD34, 24, 1000);

    private final int magic;
    private final int recordHeader;
    private final int unitNanos;

    Variant(int magic, int recordHeader, int unitNanos) {
      this.magic = magic;
      this.recordHeader = recordHeader;
      this.unitNanos = unitNanos;
    }

    /** {@return nanoseconds of its time unit} */
    public int unitNanos() {
      return unitNanos;
    }
  }

  private final OutputStream out;
  private final Variant variant;
  private final ByteBuffer record;

  /** Writes the file header; the link type's number may have FCS bits in its upper half. */
  public PcapWriter(
      OutputStream out, ByteOrder order, Variant variant, int linkType, int snapLength)
      throws IOException {
    this.out = out;
    this.variant = variant;
    record = ByteBuffer.allocate(variant.recordHeader).order(order);
    ByteBuffer header = ByteBuffer.allocate(24).order(order);
    header.putInt(variant.magic).putShort((short) 2).putShort((short) 4);
    header.putInt(0).putInt(0).putInt(snapLength).putInt(linkType);
    out.write(header.array());
  }

  @Override
  public void frame(long nanos, byte[] captured, int originalLength) throws IOException {
    header(
        (int) (nanos / 1_000_000_000),
        (int) (nanos % 1_000_000_000 / variant.unitNanos),
        captured.length,
        originalLength);
    out.write(captured);
  }

  /** Writes a record header of any four numbers, without bytes behind it. */
  public void header(int seconds, int fraction, int capturedLength, int originalLength)
      throws IOException {
    record.clear();
    record.putInt(seconds).putInt(fraction).putInt(capturedLength).putInt(originalLength);
    out.write(record.array());
  }

  /** Writes bytes that are no record. */
  public void raw(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
