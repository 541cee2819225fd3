package io.synscope.connect;

import io.synscope.observation.Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** struct sockaddr_in and sockaddr_in6 as Linux lays them out. */
final class SocketAddressBytes {
  /** sizeof(struct sockaddr_in). */
  static final int V4_BYTES = 16;

  /** sizeof(struct sockaddr_in6). */
  static final int V6_BYTES = 28;

  private static final int PORT_OFFSET = 2;
  private static final int V4_ADDRESS_OFFSET = 4;
  private static final int V6_ADDRESS_OFFSET = 8;
  private static final int V6_SCOPE_OFFSET = 24;
  private static final Address NONE = new Address(0, 0);

  private SocketAddressBytes() {}

  /** Writes {@code address} at the start of {@code buffer}; {@return its length there} */
  static int put(ByteBuffer buffer, InetSocketAddress address) {
    byte[] bytes = address.getAddress().getAddress();
    boolean v4 = bytes.length == 4;
    for (int i = 0; i < V6_BYTES; i++) {
      buffer.put(i, (byte) 0);
    }
    buffer.putShort(0, (short) (v4 ? Libc.AF_INET : Libc.AF_INET6));
    buffer
        .put(PORT_OFFSET, (byte) (address.getPort() >>> 8))
        .put(PORT_OFFSET + 1, (byte) address.getPort());
    int at = v4 ? V4_ADDRESS_OFFSET : V6_ADDRESS_OFFSET;
    for (int i = 0; i < bytes.length; i++) {
      buffer.put(at + i, bytes[i]);
    }
    if (address.getAddress() instanceof Inet6Address v6) {
      buffer.putInt(V6_SCOPE_OFFSET, v6.getScopeId());
    }
    return v4 ? V4_BYTES : V6_BYTES;
  }

  /** {@return the address in the structure at {@code at}; :: when its family is neither} */
  static Address address(ByteBuffer buffer, int at) {
    int family = buffer.getShort(at);
    if (family == Libc.AF_INET) {
      return Address.of(bytes(buffer, at + V4_ADDRESS_OFFSET, 4));
    }
    return family == Libc.AF_INET6 ? Address.of(bytes(buffer, at + V6_ADDRESS_OFFSET, 16)) : NONE;
  }

  /** {@return the port in the structure at {@code at}, which is in network order} */
  static int port(ByteBuffer buffer, int at) {
    int port = buffer.getShort(at + PORT_OFFSET) & 0xffff;
    return buffer.order() == ByteOrder.BIG_ENDIAN ? port : Integer.reverseBytes(port) >>> 16;
  }

  private static byte[] bytes(ByteBuffer buffer, int at, int count) {
    byte[] copy = new byte[count];
    for (int i = 0; i < count; i++) {
      copy[i] = buffer.get(at + i);
    }
    return copy;
  }
}
