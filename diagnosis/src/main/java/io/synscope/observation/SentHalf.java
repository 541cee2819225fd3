package io.synscope.observation;

import java.util.List;

/**
 * What one end sent, and how it fared: one direction of a connection.
 *
 * @param volume how much
 * @param repair what was sent again
 * @param sizes which sizes passed
 * @param windowStalls times in which this end advertised a zero window
 * @param keepAlives keepalive probes that this end sent
 * @param keepAliveAfterNanos the least silence of the other end after which one was sent; 0 when
 *     none was
 * @param keepAlivesUnanswered probes at the end that nothing answered
 * @param unansweredSince the first of these
 * @param nagleStalls times a small segment waited for the delayed ACK of the one before it
 * @param nagleReleases the first 8 segments that had waited so
 * @param hopLimitLow lowest TTL of its segments, RSTs left out; 0 when none was seen
 * @param hopLimitHigh highest TTL of its segments, RSTs left out
 * @param checksum PARTIAL when this end's segments were captured before its network card finished
 *     them
 * @param effectiveMss largest payload of one wire segment that the handshake allows
 * @param roundTrip time from this end's data to the other end's ACK, as seen at the capture point
 * @param unseenBytes bytes that this end's later ACKs stand behind, never captured and never
 *     acknowledged
 * @param lateness what came later than usual by this end's own clock
 */
public record SentHalf(
    Volume volume,
    Repair repair,
    SegmentSizes sizes,
    List<WindowStall> windowStalls,
    int keepAlives,
    long keepAliveAfterNanos,
    int keepAlivesUnanswered,
    Moment unansweredSince,
    int nagleStalls,
    List<Moment> nagleReleases,
    int hopLimitLow,
    int hopLimitHigh,
    ChecksumForm checksum,
    int effectiveMss,
    RoundTrip roundTrip,
    long unseenBytes,
    Lateness lateness) {

  /** An end of which nothing was seen. */
  public static final SentHalf SILENT =
      new SentHalf(
          Volume.NOTHING,
          Repair.NONE,
          SegmentSizes.NONE,
          List.of(),
          0,
          0,
          0,
          Moment.NONE,
          0,
          List.of(),
          0,
          0,
          ChecksumForm.UNKNOWN,
          0,
          RoundTrip.NONE,
          0,
          Lateness.NONE);
}
