package io.synscope.finding;

import java.util.List;

/**
 * An observation chosen to support a finding.
 *
 * @param what the observation in one sentence
 * @param frames the frames that show it, as {@link io.synscope.observation.FrameId}s; empty when it
 *     is not on the wire
 * @param cite what makes it evidence: RFC section, kernel counter, Redis setting
 */
public record Evidence(String what, List<Long> frames, String cite) {
  /** {@return evidence that is not on the wire} */
  public static Evidence of(String what, String cite) {
    return new Evidence(what, List.of(), cite);
  }
}
