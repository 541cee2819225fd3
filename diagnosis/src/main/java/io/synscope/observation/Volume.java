package io.synscope.observation;

/**
 * How much one end sent, and how much of it is known to have arrived.
 *
 * @param packets segments of any kind, second captures of one packet left out
 * @param dataSegments segments with payload not seen before
 * @param payloadBytes distinct payload bytes
 * @param acknowledgedBytes payload bytes that the other end acknowledged
 * @param firstData the first payload
 * @param lastData the last payload, repeated or not
 * @param lastPacket the last segment of any kind
 * @param unacknowledgedBytes payload outstanding at the end
 * @param unacknowledgedSince first transmission of the oldest payload outstanding at the end
 */
public record Volume(
    long packets,
    long dataSegments,
    long payloadBytes,
    long acknowledgedBytes,
    Moment firstData,
    Moment lastData,
    Moment lastPacket,
    long unacknowledgedBytes,
    Moment unacknowledgedSince) {
  /** Nothing was sent. */
  public static final Volume NOTHING =
      new Volume(0, 0, 0, 0, Moment.NONE, Moment.NONE, Moment.NONE, 0, Moment.NONE);
}
