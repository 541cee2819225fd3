package io.synscope.connect;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.random.RandomGenerator;

/** The end that a socket is bound to when its options name one. */
final class SourceAddress {
  private SourceAddress() {}

  /**
   * {@return the address asked for with a port out of the range asked for, drawn anew at each call}
   */
  static InetSocketAddress of(DialOptions options, boolean v4, RandomGenerator random) {
    int first = options.firstSourcePort();
    int port =
        first == 0 ? 0 : random.nextInt(first, Math.max(first, options.lastSourcePort()) + 1);
    return new InetSocketAddress(options.source().orElseGet(() -> any(v4)), port);
  }

  private static InetAddress any(boolean v4) {
    try {
      return InetAddress.getByAddress(new byte[v4 ? 4 : 16]);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // only for arrays of another length
    }
  }
}
