package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * The options of one TCP header, read when somebody asks (RFC 9293 3.2).
 *
 * <pre>
 * kind 0 end | kind 1 no operation | kind (1) length (1) value (length - 2)
 * </pre>
 *
 * <p>Reused: {@link #wrap} reads them all once, the accessors only answer. An option with an
 * impossible length ends the list.
 */
public final class TcpOptions {
  static final int END = 0;
  static final int NO_OPERATION = 1;
  private static final int MAXIMUM_SEGMENT_SIZE = 2; // RFC 9293 3.7.1
  private static final int WINDOW_SCALE = 3; // RFC 7323 2
  private static final int SACK_PERMITTED = 4; // RFC 2018 2
  private static final int SACK = 5; // RFC 2018 3
  static final int TIMESTAMPS = 8; // RFC 7323 3
  private static final int FAST_OPEN = 34; // RFC 7413 4.1.1
  private static final int EXPERIMENTAL = 254; // RFC 6994; Fast Open before it had a number
  private static final int EXPERIMENTAL_FAST_OPEN = 0xf989;

  static final int TIMESTAMPS_LENGTH = 10;
  private static final int MAXIMUM_SEGMENT_SIZE_LENGTH = 4;
  private static final int WINDOW_SCALE_LENGTH = 3;
  private static final int SACK_PERMITTED_LENGTH = 2;
  private static final int SACK_BLOCK_LENGTH = 8;

  /** RFC 7323 2.3: a larger shift count is used as 14. */
  private static final int MAX_WINDOW_SCALE = 14;

  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private int maximumSegmentSize;
  private int windowScale;
  private boolean sackPermitted;
  private int sackOffset;
  private int sackBlocks;
  private boolean fastOpen;
  private int cookieLength;
  private boolean wellFormed;

  /** Options of nothing; {@link #wrap} gives them content. */
  public TcpOptions() {
    clear();
  }

  /**
   * Reads the options of a TCP packet.
   *
   * @return whether the list is well formed and was captured whole
   */
  public boolean wrap(Packet packet) {
    boolean whole =
        packet.optionsLength == 0
            || packet.optionsOffset + packet.optionsLength == packet.payloadOffset;
    return wrap(packet.bytes, packet.optionsOffset, packet.optionsOffset + packet.optionsLength)
        && whole;
  }

  /**
   * Reads the options in these bytes.
   *
   * @return whether the list is well formed
   */
  public boolean wrap(ByteBuffer bytes, int offset, int limit) {
    clear();
    this.bytes = bytes;
    int at = offset;
    while (at < limit) {
      int kind = bytes.get(at) & 0xff;
      if (kind == END) {
        return true;
      }
      if (kind == NO_OPERATION) {
        at++;
        continue;
      }
      int length = limit - at < 2 ? 0 : bytes.get(at + 1) & 0xff;
      if (length < 2 || length > limit - at) {
        return false;
      }
      read(kind, at + 2, length);
      at += length;
    }
    return wellFormed;
  }

  /** {@return the maximum segment size announced, or -1} */
  public int maximumSegmentSize() {
    return maximumSegmentSize;
  }

  /** {@return the window shift count, at most 14, or -1} */
  public int windowScale() {
    return windowScale;
  }

  /** {@return whether selective acknowledgment is offered} */
  public boolean sackPermitted() {
    return sackPermitted;
  }

  /** {@return how many blocks are selectively acknowledged, 0 to 4} */
  public int sackBlocks() {
    return sackBlocks;
  }

  /** {@return the first sequence number of a block, or 0 where there is no such block} */
  public int sackLeft(int block) {
    return sackEdge(block, 0);
  }

  /** {@return the sequence number behind a block, or 0 where there is no such block} */
  public int sackRight(int block) {
    return sackEdge(block, Integer.BYTES);
  }

  /** {@return whether a Fast Open option is present, as a request (no cookie) or with a cookie} */
  public boolean fastOpen() {
    return fastOpen;
  }

  /** {@return length of the Fast Open cookie; 0 without one} */
  public int fastOpenCookieLength() {
    return cookieLength;
  }

  private int sackEdge(int block, int edge) {
    return block >= 0 && block < sackBlocks
        ? bytes.getInt(sackOffset + block * SACK_BLOCK_LENGTH + edge)
        : 0;
  }

  private void read(int kind, int value, int length) {
    switch (kind) {
      case MAXIMUM_SEGMENT_SIZE -> {
        if (fits(length == MAXIMUM_SEGMENT_SIZE_LENGTH)) {
          maximumSegmentSize = bytes.getShort(value) & 0xffff;
        }
      }
      case WINDOW_SCALE -> {
        if (fits(length == WINDOW_SCALE_LENGTH)) {
          windowScale = Math.min(bytes.get(value) & 0xff, MAX_WINDOW_SCALE);
        }
      }
      case SACK_PERMITTED -> sackPermitted = fits(length == SACK_PERMITTED_LENGTH);
      case SACK -> {
        if (fits(length > 2 && (length - 2) % SACK_BLOCK_LENGTH == 0)) {
          sackOffset = value;
          sackBlocks = (length - 2) / SACK_BLOCK_LENGTH;
        }
      }
      case FAST_OPEN -> fastOpen(length - 2);
      case EXPERIMENTAL -> {
        if (length >= 4 && (bytes.getShort(value) & 0xffff) == EXPERIMENTAL_FAST_OPEN) {
          fastOpen(length - 4);
        }
      }
      default -> {}
    }
  }

  private void fastOpen(int length) {
    fastOpen = true;
    cookieLength = length;
  }

  private boolean fits(boolean lengthIsRight) {
    wellFormed &= lengthIsRight;
    return lengthIsRight;
  }

  private void clear() {
    maximumSegmentSize = -1;
    windowScale = -1;
    sackPermitted = false;
    sackBlocks = 0;
    fastOpen = false;
    cookieLength = 0;
    wellFormed = true;
  }
}
