package io.synscope.testkit.packet;

/** The ones' complement sum of RFC 1071. */
final class InternetChecksum {
  private InternetChecksum() {}

  /** {@return the folded sum of 16-bit words, an odd last byte padded with zero} */
  static int sum(byte[] bytes, int offset, int length, int start) {
    long sum = start & 0xFFFFFFFFL;
    for (int i = 0; i + 1 < length; i += 2) {
      sum += (bytes[offset + i] & 0xFF) << 8 | bytes[offset + i + 1] & 0xFF;
    }
    if ((length & 1) == 1) {
      sum += (bytes[offset + length - 1] & 0xFF) << 8;
    }
    return fold(sum);
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded > 0xFFFF) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return (int) folded;
  }
}
