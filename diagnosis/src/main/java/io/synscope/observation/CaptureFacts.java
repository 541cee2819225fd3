package io.synscope.observation;

/**
 * What the capture as a whole says about itself.
 *
 * @param firstNanos first packet; {@link Moment#NEVER} when empty
 * @param lastNanos last packet
 * @param packets packets read
 * @param tcpPackets packets with a TCP header
 * @param droppedByCapture packets that the capturing program reported as lost; 0 also when it did
 *     not say
 * @param cutBySnapLength packets with less captured than was on the wire
 * @param secondCapturesSameHop second captures of a packet with the same TTL
 * @param secondCapturesOtherHop second captures of a packet with another TTL
 * @param cookedLink whether it was taken on the pseudo-interface "any"
 * @param outboundFromClients frames the capturing host sent as a client of their connection; only
 *     where the capture says so
 * @param outboundFromServers frames the capturing host sent as a server
 */
public record CaptureFacts(
    long firstNanos,
    long lastNanos,
    long packets,
    long tcpPackets,
    long droppedByCapture,
    long cutBySnapLength,
    long secondCapturesSameHop,
    long secondCapturesOtherHop,
    boolean cookedLink,
    long outboundFromClients,
    long outboundFromServers) {
  /** No capture took part. */
  public static final CaptureFacts NONE =
      new CaptureFacts(Moment.NEVER, Moment.NEVER, 0, 0, 0, 0, 0, 0, false, 0, 0);
}
