package io.synscope.connect;

import io.synscope.observation.Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** struct sockaddr_in and sockaddr_in6 as Linux lays them out. */
final class SocketAddressBytes {
  private static final int PORT_OFFSET = 2;
  private static final int V4_ADDRESS_OFFSET = 4;
  private static final int V6_ADDRESS_OFFSET = 8;
  private static final Address NONE = new Address(0, 0);

  private SocketAddressBytes() {}

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
