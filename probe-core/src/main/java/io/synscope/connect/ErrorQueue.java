package io.synscope.connect;

import io.synscope.observation.IcmpReport;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads a socket's error queue, recvmsg(MSG_ERRQUEUE): who rejected it (ip(7), ipv6(7)), and when
 * its segments left (kernel documentation, networking/timestamping). Needs no privilege.
 *
 * <p>One for each event loop; its buffers are allocated once. {@link #next} moves to the next
 * entry, the other methods tell about it.
 */
final class ErrorQueue {
  /** What an entry is about. */
  enum Entry {
    /** The queue is empty. */
    NONE,
    /** An ICMP error. */
    ICMP,
    /** A segment has left. */
    SENT,
    /** Anything else. */
    OTHER
  }

  private static final int IP_RECVERR = 11;
  private static final int IPV6_RECVERR = 25;

  // struct sock_extended_err, linux/errqueue.h; the offender's socket address follows it
  private static final int ORIGIN_OFFSET = 4;
  private static final int TYPE_OFFSET = 5;
  private static final int CODE_OFFSET = 6;
  private static final int FLAVOUR_OFFSET = 8;
  private static final int KEY_OFFSET = 12;
  private static final int OFFENDER_OFFSET = 16;
  private static final int ORIGIN_ICMP = 2;
  private static final int ORIGIN_ICMP6 = 3;
  private static final int ORIGIN_TIMESTAMPING = 4;
  private static final int SCM_TSTAMP_SND = 0;

  private final ControlMessages control = new ControlMessages();
  private int errorAt;
  private long stampNanos;

  /** Takes the next entry off the queue; {@return what it is} */
  Entry next(int descriptor) {
    errorAt = -1;
    stampNanos = 0;
    if (control.receive(descriptor, 0, 0, Libc.MSG_ERRQUEUE | Libc.MSG_DONTWAIT) < 0) {
      return Entry.NONE;
    }
    for (int at = control.first(); at >= 0; at = control.after(at)) {
      int level = control.level(at);
      int type = control.type(at);
      if (level == Libc.IPPROTO_IP && type == IP_RECVERR
          || level == Libc.IPPROTO_IPV6 && type == IPV6_RECVERR) {
        errorAt = control.data(at);
      } else if (control.isTimestamp(at)) {
        stampNanos = control.timestampNanos(at);
      }
    }
    return kind();
  }

  private Entry kind() {
    if (errorAt < 0) {
      return Entry.OTHER;
    }
    return switch (bytes().get(errorAt + ORIGIN_OFFSET)) {
      case ORIGIN_ICMP, ORIGIN_ICMP6 -> Entry.ICMP;
      case ORIGIN_TIMESTAMPING ->
          bytes().getInt(errorAt + FLAVOUR_OFFSET) == SCM_TSTAMP_SND ? Entry.SENT : Entry.OTHER;
      default -> Entry.OTHER;
    };
  }

  /** {@return the ICMP error} */
  IcmpReport icmp(long epochNanos) {
    boolean v6 = bytes().get(errorAt + ORIGIN_OFFSET) == ORIGIN_ICMP6;
    int type = bytes().get(errorAt + TYPE_OFFSET) & 0xff;
    int code = bytes().get(errorAt + CODE_OFFSET) & 0xff;
    var offender = SocketAddressBytes.address(bytes(), errorAt + OFFENDER_OFFSET);
    return new IcmpReport(
        new Moment(epochNanos, 0), type, code, v6, offender, 0, Party.CLIENT, 0, true);
  }

  /**
   * {@return which byte of the stream, counted from 0, the stamped segment ended with; modulo 2^32}
   */
  long sentByte() {
    return bytes().getInt(errorAt + KEY_OFFSET) & 0xffff_ffffL;
  }

  /** {@return when it left, epoch} */
  long sentNanos() {
    return stampNanos;
  }

  /** {@return the first ICMP error noted for the socket; other entries before it are dropped} */
  Optional<IcmpReport> firstIcmp(int descriptor, long epochNanos) {
    for (Entry entry = next(descriptor); entry != Entry.NONE; entry = next(descriptor)) {
      if (entry == Entry.ICMP) {
        return Optional.of(icmp(epochNanos));
      }
    }
    return Optional.empty();
  }

  private ByteBuffer bytes() {
    return control.bytes();
  }
}
