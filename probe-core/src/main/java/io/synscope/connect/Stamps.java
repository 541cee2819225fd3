package io.synscope.connect;

/**
 * Switches the kernel's stamping of segments on, SO_TIMESTAMPING. It works on established
 * connections only.
 */
final class Stamps {
  private static final int SO_TIMESTAMPING = 37;

  // linux/net_tstamp.h
  private static final int TX_SOFTWARE = 1 << 1;
  private static final int RX_SOFTWARE = 1 << 3;
  private static final int SOFTWARE = 1 << 4;
  private static final int OPT_ID = 1 << 7;
  private static final int OPT_TSONLY = 1 << 11;

  private Stamps() {}

  /** {@return whether the kernel will stamp what this socket sends and receives} */
  static boolean switchOn(SocketCalls calls, int descriptor) {
    int flags = TX_SOFTWARE | RX_SOFTWARE | SOFTWARE | OPT_ID | OPT_TSONLY;
    return calls.option(descriptor, Libc.SOL_SOCKET, SO_TIMESTAMPING, flags) >= 0;
  }

  /**
   * {@return a descriptor that keeps the host's stamping of arrivals switched on while it is open}
   *
   * <p>Linux switches it on with the first socket that wants it, some packets late
   * (net_enable_timestamp in net/core/dev.c). With one socket that always wants it, no measured
   * packet goes without.
   */
  static int hold(SocketCalls calls) {
    int descriptor = calls.datagramSocket();
    if (descriptor >= 0) {
      calls.option(descriptor, Libc.SOL_SOCKET, SO_TIMESTAMPING, RX_SOFTWARE | SOFTWARE);
    }
    return descriptor;
  }
}
