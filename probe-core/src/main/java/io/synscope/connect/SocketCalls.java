package io.synscope.connect;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * System calls on sockets, with the buffers that they need. One for each event loop.
 *
 * <p>Results below zero are negative {@link Errno} numbers, as Linux itself returns them.
 */
final class SocketCalls {
  static final int READ_BYTES = 64 * 1024;

  private static final int SO_REUSEADDR = 2;
  private static final int SO_ERROR = 4;
  private static final int TCP_NODELAY = 1;
  private static final int TCP_INFO = 11;
  private static final int IP_TTL = 2;
  private static final int IP_BIND_ADDRESS_NO_PORT = 24;
  private static final int IPV6_UNICAST_HOPS = 16;
  private static final int IPV6_RECVERR = 25;
  private static final int EINTR = 4;

  private final ByteBuffer scratch = Libc.allocate(512);
  private final ByteBuffer length = Libc.allocate(8);
  private final ByteBuffer outgoing = Libc.allocate(READ_BYTES);
  private final ByteBuffer incoming = Libc.allocate(READ_BYTES);
  private final long scratchAddress = Libc.address(scratch);
  private final long lengthAddress = Libc.address(length);
  private final long outgoingAddress = Libc.address(outgoing);
  private final long incomingAddress = Libc.address(incoming);

  /** socket(2) for a stream that does not block. */
  int socket(boolean v4) {
    int domain = v4 ? Libc.AF_INET : Libc.AF_INET6;
    return result(
        Libc.socket(domain, Libc.SOCK_STREAM | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC, 0));
  }

  /** socket(2) for datagrams. */
  int datagramSocket() {
    return result(Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0));
  }

  int bind(int descriptor, InetSocketAddress source) {
    int bytes = SocketAddressBytes.put(scratch, source);
    return result(Libc.bind(descriptor, scratchAddress, bytes));
  }

  int connect(int descriptor, InetSocketAddress server) {
    int bytes = SocketAddressBytes.put(scratch, server);
    return result(Libc.connect(descriptor, scratchAddress, bytes));
  }

  /**
   * {@return the error that the socket has kept, which is thereby cleared; 0 when there is none}
   */
  int pendingError(int descriptor) {
    length.putInt(0, 4);
    int result =
        result(
            Libc.getsockopt(descriptor, Libc.SOL_SOCKET, SO_ERROR, scratchAddress, lengthAddress));
    return result < 0 ? -result : scratch.getInt(0);
  }

  TcpAccount account(int descriptor) {
    length.putInt(0, TcpAccount.SIZE);
    int result =
        Libc.getsockopt(descriptor, Libc.IPPROTO_TCP, TCP_INFO, scratchAddress, lengthAddress);
    return result < 0 ? TcpAccount.UNKNOWN : TcpAccount.read(scratch, length.getInt(0));
  }

  Optional<Endpoint> local(int descriptor) {
    length.putInt(0, SocketAddressBytes.V6_BYTES);
    if (Libc.getsockname(descriptor, scratchAddress, lengthAddress) < 0) {
      return Optional.empty();
    }
    Address address = SocketAddressBytes.address(scratch, 0);
    return Optional.of(new Endpoint(address, SocketAddressBytes.port(scratch, 0)));
  }

  void noDelay(int descriptor) {
    option(descriptor, Libc.IPPROTO_TCP, TCP_NODELAY, 1);
  }

  void hopLimit(int descriptor, boolean v4, int hops) {
    option(
        descriptor,
        v4 ? Libc.IPPROTO_IP : Libc.IPPROTO_IPV6,
        v4 ? IP_TTL : IPV6_UNICAST_HOPS,
        hops);
  }

  /**
   * IPv6 notes ICMP errors for those only who ask (IPv4 notes them anyway while connecting). Once
   * connected this is to be switched off, for it would make passing errors fatal.
   */
  void keepIcmpErrors(int descriptor, boolean keep) {
    option(descriptor, Libc.IPPROTO_IPV6, IPV6_RECVERR, keep ? 1 : 0);
  }

  /** With a source address alone, a port that is in use towards another server will do (ip(7)). */
  void choosePortAtConnect(int descriptor) {
    option(descriptor, Libc.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
  }

  /** Takes ports in TIME-WAIT. */
  void reuseAddress(int descriptor) {
    option(descriptor, Libc.SOL_SOCKET, SO_REUSEADDR, 1);
  }

  int option(int descriptor, int level, int name, int value) {
    scratch.putInt(0, value);
    return result(Libc.setsockopt(descriptor, level, name, scratchAddress, 4));
  }

  /** {@return how many bytes from {@code offset} on the socket took} */
  int send(int descriptor, byte[] bytes, int offset) {
    int count = Math.min(bytes.length - offset, READ_BYTES);
    outgoing.put(0, bytes, offset, count);
    return result((int) Libc.send(descriptor, outgoingAddress, count, Libc.MSG_NOSIGNAL));
  }

  /** {@return how many bytes came into {@link #incoming}; 0 at the end of the stream} */
  int receive(int descriptor) {
    int count;
    do {
      count = result((int) Libc.recv(descriptor, incomingAddress, READ_BYTES, 0));
    } while (count == -EINTR);
    return count;
  }

  /** {@return the first {@code count} bytes of what was received} */
  ByteBuffer incoming(int count) {
    return incoming.clear().limit(count);
  }

  long incomingAddress() {
    return incomingAddress;
  }

  private static int result(int returned) {
    return returned < 0 ? -Libc.errno() : returned;
  }
}
