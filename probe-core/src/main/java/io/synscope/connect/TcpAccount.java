package io.synscope.connect;

import java.nio.ByteBuffer;

/**
 * What the kernel says of a socket: struct tcp_info of linux/tcp.h, as far as the probe reads it.
 *
 * @param known whether there was anything to read
 * @param state TCP state, 1 ESTABLISHED, 2 SYN-SENT, 7 CLOSE, 8 CLOSE-WAIT
 * @param retransmits timeouts of the oldest segment that is not acknowledged
 * @param unacknowledged segments outstanding
 * @param retransmitted segments that were retransmitted and are outstanding (tcpi_retrans)
 * @param totalRetransmissions segments retransmitted since the start (tcpi_total_retrans)
 * @param rttNanos smoothed round trip
 * @param segmentsOut segments sent; -1 unknown
 * @param segmentsIn segments received; -1 unknown
 */
public record TcpAccount(
    boolean known,
    int state,
    int retransmits,
    int unacknowledged,
    int retransmitted,
    int totalRetransmissions,
    long rttNanos,
    int segmentsOut,
    int segmentsIn) {

  /** Bytes to ask the kernel for; it may give fewer. */
  public static final int SIZE = 280;

  /** TCP_ESTABLISHED of net/tcp_states.h. */
  public static final int ESTABLISHED = 1;

  /** TCP_SYN_SENT of net/tcp_states.h. */
  public static final int SYN_SENT = 2;

  /** TCP_CLOSE of net/tcp_states.h. */
  public static final int CLOSE = 7;

  /** The kernel was not asked, or cannot be on this platform. */
  public static final TcpAccount UNKNOWN = new TcpAccount(false, 0, 0, -1, 0, 0, 0, -1, -1);

  // struct tcp_info, linux/tcp.h: offsets in bytes
  private static final int STATE_OFFSET = 0;
  private static final int RETRANSMITS_OFFSET = 2;
  private static final int UNACKED_OFFSET = 24;
  private static final int RETRANS_OFFSET = 36;
  private static final int RTT_OFFSET = 68;
  private static final int TOTAL_RETRANS_OFFSET = 100;
  private static final int SEGS_OUT_OFFSET = 136;
  private static final int SEGS_IN_OFFSET = 140;

  /**
   * {@return the structure of {@code length} bytes at the start of {@code raw}, in native order}
   */
  public static TcpAccount read(ByteBuffer raw, int length) {
    if (length < TOTAL_RETRANS_OFFSET + 4) {
      return UNKNOWN;
    }
    boolean counted = length >= SEGS_IN_OFFSET + 4; // Linux 4.2 and later
    return new TcpAccount(
        true,
        raw.get(STATE_OFFSET),
        raw.get(RETRANSMITS_OFFSET) & 0xff,
        raw.getInt(UNACKED_OFFSET),
        raw.getInt(RETRANS_OFFSET),
        raw.getInt(TOTAL_RETRANS_OFFSET),
        (raw.getInt(RTT_OFFSET) & 0xffff_ffffL) * 1000,
        counted ? raw.getInt(SEGS_OUT_OFFSET) : -1,
        counted ? raw.getInt(SEGS_IN_OFFSET) : -1);
  }
}
