package io.synscope.cli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Small captures, byte by byte: a pcap header and records, so that a test can break one place of
 * it.
 */
final class CaptureBytes {
  static final int FILE_HEADER = 24;
  static final int RECORD_HEADER = 16;
  static final int ETHERNET = 1;

  /**
   * IP 10.1.0.9.41394 > 10.1.0.2.6379: Flags [S], seq 100, win 64240, options [mss 1460], length 0.
   */
  static final byte[] SYN =
      HexFormat.of()
          .parseHex(
              "020000000002020000000009"
                  + "0800"
                  + "4500002c00010000400600000a0100090a010002"
                  + "a1b218eb00000064000000006002faf000000000020405b4");

  /** IP 10.1.0.2.6379 > 10.1.0.9.41394: Flags [R.], seq 0, ack 101, win 0, length 0. */
  static final byte[] RST =
      HexFormat.of()
          .parseHex(
              "020000000009020000000002"
                  + "0800"
                  + "4500002800000000400600000a0100020a010009"
                  + "18eba1b20000000000000065501400000000"
                  + "0000");

  /** IP 10.1.0.9.5353 > 10.1.0.2.53: UDP, length 0. */
  static final byte[] UDP =
      HexFormat.of()
          .parseHex(
              "020000000002020000000009"
                  + "0800"
                  + "4500001c00010000401100000a0100090a010002"
                  + "14e9003500080000");

  private CaptureBytes() {}

  /** {@return a microsecond pcap with these frames, 100 microseconds apart} */
  static byte[] pcap(int linkType, byte[]... frames) {
    int size =
        FILE_HEADER + Arrays.stream(frames).mapToInt(frame -> RECORD_HEADER + frame.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bytes
        .putInt(0xa1b2c3d4)
        .putShort((short) 2)
        .putShort((short) 4)
        .putInt(0)
        .putInt(0)
        .putInt(262_144)
        .putInt(linkType);
    int micros = 0;
    for (byte[] frame : frames) {
      bytes
          .putInt(1_795_215_662)
          .putInt(micros)
          .putInt(frame.length)
          .putInt(frame.length)
          .put(frame);
      micros += 100;
    }
    return bytes.array();
  }

  /** {@return one refused attempt} */
  static byte[] refusal() {
    return pcap(ETHERNET, SYN, RST);
  }

  /** {@return these bytes with another 32-bit little-endian number at {@code offset}} */
  static byte[] with(byte[] capture, int offset, int number) {
    byte[] changed = capture.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, number);
    return changed;
  }
}
