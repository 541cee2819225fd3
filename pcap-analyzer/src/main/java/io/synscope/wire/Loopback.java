package io.synscope.wire;

/**
 * BSD loopback frames: four bytes of address family, then the packet.
 *
 * <p>NULL writes them in the capturing host's byte order, LOOP in network order; families differ
 * between systems.
 */
final class Loopback {
  private static final int LENGTH = 4;
  private static final int AF_INET = 2; // everywhere
  private static final int AF_INET6_LINUX = 10;
  private static final int AF_INET6_NETBSD = 24;
  private static final int AF_INET6_FREEBSD = 28;
  private static final int AF_INET6_DARWIN = 30;
  private static final int AF_INET6_WINDOWS = 23;

  private Loopback() {}

  static int inHostOrder(Cursor cursor) {
    if (!cursor.has(LENGTH)) {
      return cursor.missing(LENGTH);
    }
    int family = cursor.word(0);
    if ((family & 0xffff) == 0) { // small numbers: the other order shows in the upper half
      family = Integer.reverseBytes(family);
    }
    return network(cursor, family);
  }

  static int inNetworkOrder(Cursor cursor) {
    return cursor.has(LENGTH) ? network(cursor, cursor.word(0)) : cursor.missing(LENGTH);
  }

  private static int network(Cursor cursor, int family) {
    cursor.at += LENGTH;
    return switch (family) {
      case AF_INET -> NextHeader.IPV4;
      case AF_INET6_LINUX, AF_INET6_NETBSD, AF_INET6_FREEBSD, AF_INET6_DARWIN, AF_INET6_WINDOWS ->
          NextHeader.IPV6;
      default -> cursor.stop(PacketKind.OTHER);
    };
  }
}
