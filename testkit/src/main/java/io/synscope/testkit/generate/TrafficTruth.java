package io.synscope.testkit.generate;

/** What the traffic holds, counted frame by frame as it is written. */
public final class TrafficTruth {
  long packets;
  long bytes;
  long attempts;
  long established;
  long establishedAfterRetry;
  long refused;
  long ignoredForGood;
  long ignoredSoFar;
  long synRetransmissions;
  long dataRetransmissions;
  long requests;
  long replies;

  TrafficTruth() {}

  /** {@return frames} */
  public long packets() {
    return packets;
  }

  /** {@return bytes of the frames on the wire} */
  public long bytes() {
    return bytes;
  }

  /** {@return 4-tuples that a SYN opened} */
  public long attempts() {
    return attempts;
  }

  /** {@return attempts whose three-way handshake is whole} */
  public long established() {
    return established;
  }

  /** {@return those among them that needed more than one SYN} */
  public long establishedAfterRetry() {
    return establishedAfterRetry;
  }

  /** {@return attempts that a RST answered} */
  public long refused() {
    return refused;
  }

  /** {@return attempts whose last SYN was sent and never answered} */
  public long ignoredForGood() {
    return ignoredForGood;
  }

  /** {@return attempts that are never answered, but had SYNs left when the capture ended} */
  public long ignoredSoFar() {
    return ignoredSoFar;
  }

  /** {@return SYNs sent again} */
  public long synRetransmissions() {
    return synRetransmissions;
  }

  /** {@return data segments sent again} */
  public long dataRetransmissions() {
    return dataRetransmissions;
  }

  /** {@return commands sent} */
  public long requests() {
    return requests;
  }

  /** {@return replies sent} */
  public long replies() {
    return replies;
  }

  @Override
  public String toString() {
    return "packets=%d bytes=%d attempts=%d established=%d establishedAfterRetry=%d refused=%d"
            .formatted(packets, bytes, attempts, established, establishedAfterRetry, refused)
        + " ignoredForGood=%d ignoredSoFar=%d synRetransmissions=%d dataRetransmissions=%d"
            .formatted(ignoredForGood, ignoredSoFar, synRetransmissions, dataRetransmissions)
        + " requests=%d replies=%d".formatted(requests, replies);
  }
}
