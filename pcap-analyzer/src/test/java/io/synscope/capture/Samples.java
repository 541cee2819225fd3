package io.synscope.capture;

import io.synscope.testkit.capture.CaptureWriter;
import io.synscope.testkit.capture.PcapWriter;
import io.synscope.testkit.capture.PcapngWriter;
import io.synscope.testkit.packet.Checksumming;
import io.synscope.testkit.packet.IpHeader;
import io.synscope.testkit.packet.Link;
import io.synscope.testkit.packet.TcpSegment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

/** Small captures, made on the spot. */
final class Samples {
  static final int ETHERNET = 1;
  static final int SNAP_LENGTH = 65_535;
  static final long START = 1_700_000_000_123_456_789L;
  static final long STEP = 1_000_000;
  static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
  static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;

  private static final byte[] CLIENT = {10, 0, 0, 1};
  private static final byte[] SERVER = {10, 0, 0, 2};

  private Samples() {}

  /** A step of writing that may fail. */
  interface Step<W> {
    void write(W writer) throws IOException;
  }

  static byte[] pcap(ByteOrder order, PcapWriter.Variant variant, Step<PcapWriter> step) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcapWriter writer = new PcapWriter(out, order, variant, ETHERNET, SNAP_LENGTH)) {
      step.write(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] pcap(Step<PcapWriter> step) {
    return pcap(LITTLE, PcapWriter.Variant.MICROSECONDS, step);
  }

  static byte[] pcapng(ByteOrder order, Step<PcapngWriter> step) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcapngWriter writer = new PcapngWriter(out, order)) {
      step.write(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] pcapng(Step<PcapngWriter> step) {
    return pcapng(LITTLE, step);
  }

  /**
   * Writes so many frames, each a millisecond after the one before, numbered by their sequence
   * numbers.
   */
  static void frames(CaptureWriter writer, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      writer.frame(START + i * STEP, frame(i));
    }
  }

  static byte[] frame(int sequence) {
    return frame(sequence, 6379, sequence % 7);
  }

  static byte[] frame(int sequence, int port, int payloadLength) {
    return Link.ETHERNET.frame(packet(sequence, port, payloadLength), true, 0);
  }

  static byte[] packet(int sequence, int port, int payloadLength) {
    IpHeader ip = new IpHeader(CLIENT, SERVER, 64, sequence & 0xffff, true);
    return new TcpSegment(
            41394,
            port,
            sequence,
            1,
            0x10,
            502,
            new byte[0],
            new byte[payloadLength],
            Checksumming.FULL)
        .in(ip);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
