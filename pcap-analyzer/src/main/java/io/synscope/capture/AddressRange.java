package io.synscope.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * The addresses that begin with the same bits; IPv4 mapped as in {@link
 * io.synscope.wire.Packet#sourceLow()}.
 *
 * @param high upper half of the first address
 * @param low lower half of the first address
 * @param bits how many bits of the 128 are fixed
 */
record AddressRange(long high, long low, int bits) {
  private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;
  private static final long MAPPED = 0xffff_0000_0000L;

  /**
   * {@return the range of a literal address, or of one followed by a slash and the number of bits}
   *
   * @throws IllegalArgumentException where the text is neither; never asks a name server
   */
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    boolean ipv4 = IPV4.matcher(literal).matches();
    if (!ipv4 && !IPV6.matcher(literal).matches()) {
      throw notAnAddress(text);
    }
    byte[] bytes = bytes(literal, text);
    int width = ipv4 ? IPV4_BITS : IPV6_BITS;
    int bits =
        IPV6_BITS - width + (slash < 0 ? width : prefix(text.substring(slash + 1), width, text));
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return bytes.length == Integer.BYTES
        ? new AddressRange(0, MAPPED | buffer.getInt() & 0xffff_ffffL, bits)
        : new AddressRange(buffer.getLong(), buffer.getLong(), bits);
  }

  boolean contains(long otherHigh, long otherLow) {
    return ((high ^ otherHigh) & mask(bits)) == 0
        && ((low ^ otherLow) & mask(bits - Long.SIZE)) == 0;
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << Long.SIZE - bits;
  }

  private static byte[] bytes(String literal, String text) {
    try {
      return InetAddress.getByName(literal).getAddress(); // a literal: nothing is looked up
    } catch (UnknownHostException e) {
      throw notAnAddress(text);
    }
  }

  private static int prefix(String digits, int width, String text) {
    try {
      int bits = Integer.parseInt(digits);
      if (bits >= 0 && bits <= width) {
        return bits;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "\"" + text + "\": the number behind the slash must be 0 to " + width);
  }

  private static IllegalArgumentException notAnAddress(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is no IPv4 or IPv6 address (write 10.0.0.1, 10.0.0.0/8 or fd00::/8)");
  }
}
