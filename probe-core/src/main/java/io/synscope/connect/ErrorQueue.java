package io.synscope.connect;

import io.synscope.observation.Address;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Asks a socket's error queue who rejected it: recvmsg(MSG_ERRQUEUE), ip(7) and ipv6(7). Needs no
 * privilege.
 *
 * <p>One for each event loop; its buffers are allocated once.
 */
final class ErrorQueue {
  // struct msghdr (64 bits): msg_iov, msg_iovlen, msg_control, msg_controllen
  private static final int MSGHDR_BYTES = 56;
  private static final int CONTROL_OFFSET = 32;
  private static final int CONTROLLEN_OFFSET = 40;
  private static final int CONTROL_BYTES = 512;

  // struct cmsghdr (64 bits): cmsg_len, cmsg_level, cmsg_type, data
  private static final int CMSG_LEVEL_OFFSET = 8;
  private static final int CMSG_TYPE_OFFSET = 12;
  private static final int CMSG_DATA_OFFSET = 16;
  private static final int IP_RECVERR = 11;
  private static final int IPV6_RECVERR = 25;

  // struct sock_extended_err, linux/errqueue.h; the offender's socket address follows it
  private static final int ORIGIN_OFFSET = 4;
  private static final int TYPE_OFFSET = 5;
  private static final int CODE_OFFSET = 6;
  private static final int OFFENDER_OFFSET = 16;
  private static final int ORIGIN_ICMP = 2;
  private static final int ORIGIN_ICMP6 = 3;

  private final ByteBuffer message = Libc.allocate(MSGHDR_BYTES);
  private final ByteBuffer control = Libc.allocate(CONTROL_BYTES);
  private final long messageAddress = Libc.address(message);
  private final long controlAddress = Libc.address(control);

  /**
   * {@return the oldest ICMP error noted for the socket; empty when there is none, or none is left}
   */
  Optional<IcmpReport> next(int descriptor, long epochNanos) {
    for (int tries = 0; tries < 8; tries++) {
      message.putLong(CONTROL_OFFSET, controlAddress).putLong(CONTROLLEN_OFFSET, CONTROL_BYTES);
      if (Libc.recvmsg(descriptor, messageAddress, Libc.MSG_ERRQUEUE | Libc.MSG_DONTWAIT) < 0) {
        return Optional.empty();
      }
      Optional<IcmpReport> report = inControl((int) message.getLong(CONTROLLEN_OFFSET), epochNanos);
      if (report.isPresent()) {
        return report;
      }
    }
    return Optional.empty();
  }

  private Optional<IcmpReport> inControl(int length, long epochNanos) {
    int at = 0;
    while (at + CMSG_DATA_OFFSET <= length) {
      int cmsgBytes = (int) control.getLong(at);
      int level = control.getInt(at + CMSG_LEVEL_OFFSET);
      int type = control.getInt(at + CMSG_TYPE_OFFSET);
      boolean error =
          (level == Libc.IPPROTO_IP && type == IP_RECVERR)
              || (level == Libc.IPPROTO_IPV6 && type == IPV6_RECVERR);
      if (error && cmsgBytes >= CMSG_DATA_OFFSET + OFFENDER_OFFSET) {
        return extendedError(at + CMSG_DATA_OFFSET, epochNanos);
      }
      at += Math.max(CMSG_DATA_OFFSET, (cmsgBytes + 7) & ~7);
    }
    return Optional.empty();
  }

  private Optional<IcmpReport> extendedError(int at, long epochNanos) {
    int origin = control.get(at + ORIGIN_OFFSET);
    if (origin != ORIGIN_ICMP && origin != ORIGIN_ICMP6) {
      return Optional.empty();
    }
    int type = control.get(at + TYPE_OFFSET) & 0xff;
    int code = control.get(at + CODE_OFFSET) & 0xff;
    Address offender = SocketAddressBytes.address(control, at + OFFENDER_OFFSET);
    return Optional.of(
        new IcmpReport(
            new Moment(epochNanos, 0),
            type,
            code,
            origin == ORIGIN_ICMP6,
            offender,
            0,
            Party.CLIENT,
            0,
            true));
  }
}
