package io.synscope.capture;

import java.util.List;

/**
 * The magic numbers that begin files of the pcap family, and what each changes in header and
 * records.
 */
enum PcapMagic {
  /**
   * What tcpdump writes by default. Patched tools wrote longer record headers under the same
   * number.
   */
  MICROSECONDS(0xa1b2c3d4, "pcap, microseconds", 24, List.of(16, 24, 20), 1000),
  /** tcpdump --time-stamp-precision=nano. */
  NANOSECONDS(0xa1b23c4d, "pcap, nanoseconds", 24, List.of(16), 1),
  /**
   * Alexey Kuznetsov's patched libpcap: interface, protocol and packet type behind each record
   * header.
   */
  KUZNETZOV(0xa1b2cd34, "pcap modified by Kuznetzov, microseconds", 24, List.of(24, 28), 1000),
  /** Ixia's hardware capture: the file's size behind the file header. */
  IXIA_HARDWARE(0x1c0001ac, "pcap of Ixia, microseconds", 28, List.of(16), 1000),
  /** The same by Ixia's software. */
  IXIA_SOFTWARE(0x1c0001ab, "pcap of Ixia, microseconds", 28, List.of(16), 1000);

  private final int number;
  private final String title;
  private final int fileHeaderLength;
  private final List<Integer> recordHeaderLengths;
  private final int fractionNanos;

  PcapMagic(
      int number,
      String title,
      int fileHeaderLength,
      List<Integer> recordHeaderLengths,
      int fractionNanos) {
    this.number = number;
    this.title = title;
    this.fileHeaderLength = fileHeaderLength;
    this.recordHeaderLengths = recordHeaderLengths;
    this.fractionNanos = fractionNanos;
  }

  int number() {
    return number;
  }

  String title() {
    return title;
  }

  int fileHeaderLength() {
    return fileHeaderLength;
  }

  /**
   * {@return lengths that record headers under this number have been seen with, the usual one
   * first}
   */
  List<Integer> recordHeaderLengths() {
    return recordHeaderLengths;
  }

  int fractionNanos() {
    return fractionNanos;
  }
}
