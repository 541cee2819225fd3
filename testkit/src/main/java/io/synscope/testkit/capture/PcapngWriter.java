package io.synscope.testkit.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes pcapng block by block, in either byte order; a new section may change it. */
public final class PcapngWriter implements CaptureWriter {
  /** The if_tsresol option of microseconds, the default. */
  public static final int MICROSECONDS = 6;

  /** The if_tsresol option of nanoseconds. */
  public static final int NANOSECONDS = 9;

  /** Added to an exponent: a power of two of a second. */
  public static final int POWER_OF_TWO = 0x80;

  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

  private final OutputStream out;
  private final List<Clock> clocks = new ArrayList<>();
  private ByteOrder order;

  /** Writes a section header; interfaces must follow. */
  public PcapngWriter(OutputStream out, ByteOrder order) throws IOException {
    this.out = out;
    this.order = order;
    section(order);
  }

  /** Begins a section without interfaces. */
  public void section(ByteOrder order) throws IOException {
    this.order = order;
    clocks.clear();
    ByteBuffer body = buffer(16);
    block(
        0x0A0D0D0A,
        body.putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0).putLong(-1).array());
  }

  /** Describes the section's next interface, with a clock of microseconds. */
  public void device(int linkType, int snapLength) throws IOException {
    device(linkType, snapLength, MICROSECONDS, 0);
  }

  /** Describes the section's next interface, whose ticks are since this many seconds after 1970. */
  public void device(int linkType, int snapLength, int resolution, long offsetSeconds)
      throws IOException {
    clocks.add(new Clock(resolution, offsetSeconds));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        buffer(8).putShort((short) linkType).putShort((short) 0).putInt(snapLength).array());
    body.writeBytes(option(9, new byte[] {(byte) resolution}));
    body.writeBytes(option(14, buffer(8).putLong(offsetSeconds).array()));
    body.writeBytes(option(0, new byte[0]));
    block(1, body.toByteArray());
  }

  @Override
  public void frame(long nanos, byte[] captured, int originalLength) throws IOException {
    frame(0, nanos, captured, originalLength, new byte[0]);
  }

  /** Writes an enhanced packet block with these options behind it. */
  public void frame(int device, long nanos, byte[] captured, int originalLength, byte[] options)
      throws IOException {
    packet(6, buffer(4).putInt(device).array(), device, nanos, captured, originalLength, options);
  }

  /**
   * Writes the packet block that enhanced packet blocks have replaced; drops before it, 0xffff for
   * unknown.
   */
  public void oldFrame(int device, int drops, long nanos, byte[] captured, int originalLength)
      throws IOException {
    byte[] head = buffer(4).putShort((short) device).putShort((short) drops).array();
    packet(2, head, device, nanos, captured, originalLength, new byte[0]);
  }

  /** Writes a simple packet block: no time, and the first interface. */
  public void simpleFrame(byte[] captured, int originalLength) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(buffer(4).putInt(originalLength).array());
    body.writeBytes(padded(captured));
    block(3, body.toByteArray());
  }

  /** Writes an interface statistics block that counts these drops since the capture's start. */
  public void statistics(int device, long interfaceDrops, long systemDrops) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(buffer(12).putInt(device).putLong(0).array());
    body.writeBytes(option(5, buffer(8).putLong(interfaceDrops).array()));
    body.writeBytes(option(7, buffer(8).putLong(systemDrops).array()));
    body.writeBytes(option(0, new byte[0]));
    block(5, body.toByteArray());
  }

  /** Writes a block of any type; the body's length is padded to a multiple of four. */
  public void block(int type, byte[] body) throws IOException {
    byte[] content = padded(body);
    int length = content.length + 12;
    out.write(buffer(8).putInt(type).putInt(length).array());
    out.write(content);
    out.write(buffer(4).putInt(length).array());
  }

  /** {@return one option in this section's byte order} */
  public byte[] option(int code, byte[] value) {
    byte[] content = padded(value);
    ByteBuffer option = buffer(4 + content.length);
    return option.putShort((short) code).putShort((short) value.length).put(content).array();
  }

  /** {@return the packet flags option: 1 inbound, 2 outbound} */
  public byte[] flags(int direction) {
    return option(2, buffer(4).putInt(direction).array());
  }

  /** Writes bytes that are no block. */
  public void raw(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void packet(
      int type,
      byte[] head,
      int device,
      long nanos,
      byte[] captured,
      int originalLength,
      byte[] options)
      throws IOException {
    Clock clock = device < clocks.size() ? clocks.get(device) : new Clock(MICROSECONDS, 0);
    long ticks = clock.ticks(nanos);
    ByteBuffer rest = buffer(16).putInt((int) (ticks >>> 32)).putInt((int) ticks);
    rest.putInt(captured.length).putInt(originalLength);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head);
    body.writeBytes(rest.array());
    body.writeBytes(padded(captured));
    body.writeBytes(options);
    block(type, body.toByteArray());
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(order);
  }

  private static byte[] padded(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length + 3 & ~3);
  }

  private record Clock(int resolution, long offsetSeconds) {
    long ticks(long nanos) {
      BigInteger since = BigInteger.valueOf(nanos - offsetSeconds * 1_000_000_000);
      int exponent = resolution & ~POWER_OF_TWO;
      BigInteger ticksPerSecond =
          (resolution & POWER_OF_TWO) != 0
              ? BigInteger.TWO.pow(exponent)
              : BigInteger.TEN.pow(exponent);
      return since.multiply(ticksPerSecond).divide(NANOS_PER_SECOND).longValue();
    }
  }
}
