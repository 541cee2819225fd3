package io.synscope.observation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IP address as two longs; IPv4 is mapped into ::ffff:0:0/96.
 *
 * @param high the first eight bytes in network order
 * @param low the last eight bytes in network order
 */
public record Address(long high, long low) implements Comparable<Address> {
  private static final long V4_MAPPED = 0x0000_ffff_0000_0000L;
  private static final long V4_MASK = 0xffff_ffff_0000_0000L;

  /** {@return the address in these 4 or 16 bytes, network order} */
  public static Address of(byte[] bytes) {
    if (bytes.length == 4) {
      return new Address(0, V4_MAPPED | (ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL));
    }
    ByteBuffer sixteen = ByteBuffer.wrap(bytes);
    return new Address(sixteen.getLong(), sixteen.getLong());
  }

  /** {@return the IPv4 address in these 32 bits} */
  public static Address ofV4(int bits) {
    return new Address(0, V4_MAPPED | (bits & 0xffff_ffffL));
  }

  /** {@return the address written as {@code literal}, never asking a resolver} */
  public static Address parse(String literal) {
    if (!literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException("not an IP address: " + literal);
    }
    try {
      return of(InetAddress.getByName(literal).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address: " + literal, e);
    }
  }

  /** {@return whether this is an IPv4 address} */
  public boolean isV4() {
    return high == 0 && (low & V4_MASK) == V4_MAPPED;
  }

  @Override
  public int compareTo(Address other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return isV4() ? v4() : v6();
  }

  private String v4() {
    return ((low >>> 24) & 0xff)
        + "."
        + ((low >>> 16) & 0xff)
        + "."
        + ((low >>> 8) & 0xff)
        + "."
        + (low & 0xff);
  }

  /**
   * RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups shortened.
   */
  private String v6() {
    int bestStart = -1;
    int bestLength = 1;
    for (int start = 0; start < 8; start++) {
      int length = 0;
      while (start + length < 8 && group(start + length) == 0) {
        length++;
      }
      if (length > bestLength) {
        bestStart = start;
        bestLength = length;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
            .append(Integer.toHexString(group(i)));
      }
    }
    return text.toString();
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
  }
}
