package io.synscope.capture;

import io.synscope.wire.LinkType;

/**
 * One Interface Description Block: how to read the packets that name it, and what was lost there.
 */
final class PcapngInterface {
  static final long UNKNOWN = -1;

  final int linkNumber;
  final LinkType link;
  final int snapLength;
  TimestampResolution resolution = TimestampResolution.MICROSECONDS;

  /** Counters of the newest statistics block; each block counts from the capture's start. */
  long dropped = UNKNOWN;

  PcapngInterface(int linkNumber, int snapLength) {
    this.linkNumber = linkNumber;
    this.link = LinkType.of(linkNumber);
    this.snapLength = snapLength;
  }
}
