package io.synscope.observation;

/**
 * Which sizes of wire segments passed in one direction and which did not: the evidence for or
 * against a path-MTU hole.
 *
 * @param largest largest payload of one captured segment, offload artefacts included
 * @param largestDelivered largest payload of one wire segment that was acknowledged
 * @param smallestLost smallest payload of a segment that was sent at least three times and never
 *     acknowledged; 0 if none
 * @param laterDelivered whether a smaller segment behind it was acknowledged or SACKed
 * @param shrunkAndPassed whether a lost range passed at once when it was sent in smaller segments
 * @param holeBytes seen from the receiving side: bytes that never came before bytes that did
 * @param afterHole largest segment that arrived behind that hole
 */
public record SegmentSizes(
    int largest,
    int largestDelivered,
    int smallestLost,
    boolean laterDelivered,
    boolean shrunkAndPassed,
    long holeBytes,
    int afterHole) {
  /** No payload was seen. */
  public static final SegmentSizes NONE = new SegmentSizes(0, 0, 0, false, false, 0, 0);
}
