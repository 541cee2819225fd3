package io.synscope.capture;

/** The magic numbers that begin files of the pcap family, and what each changes in the records. */
enum PcapMagic {
  /** What tcpdump writes by default. */
  MICROSECONDS(0xa1b2c3d4, "pcap, microseconds", 16, 1000),
  /** tcpdump --time-stamp-precision=nano. */
  NANOSECONDS(0xa1b23c4d, "pcap, nanoseconds", 16, 1),
  /**
   * Alexey Kuznetsov's patched libpcap: interface, protocol and packet type behind each record
   * header.
   */
  KUZNETZOV(0xa1b2cd34, "pcap modified by Kuznetzov, microseconds", 24, 1000);

  private final int number;
  private final String title;
  private final int recordHeaderLength;
  private final int fractionNanos;

  PcapMagic(int number, String title, int recordHeaderLength, int fractionNanos) {
    this.number = number;
    this.title = title;
    this.recordHeaderLength = recordHeaderLength;
    this.fractionNanos = fractionNanos;
  }

  int number() {
    return number;
  }

  String title() {
    return title;
  }

  int recordHeaderLength() {
    return recordHeaderLength;
  }

  int fractionNanos() {
    return fractionNanos;
  }
}
