package io.synscope.report;

import io.synscope.observation.Moment;
import java.util.List;

/**
 * What was looked at, and how good it is.
 *
 * @param kind capture, live, probe or diagnose
 * @param files file names as given, or targets
 * @param packets packets read
 * @param bytes bytes of these packets as captured
 * @param firstNanos time of the first; {@link Moment#NEVER} when there was none
 * @param lastNanos time of the last
 * @param quality counters of the capture's quality, in the order to print; zero counters are left
 *     out
 * @param warnings damage, one line each: file, byte offset, what is missing
 */
public record Input(
    Kind kind,
    List<String> files,
    long packets,
    long bytes,
    long firstNanos,
    long lastNanos,
    List<QualityLine> quality,
    List<String> warnings) {

  /** The kinds of input. */
  public enum Kind {
    /** Capture files. */
    CAPTURE,
    /** A live interface. */
    LIVE,
    /** The probe's own sockets. */
    PROBE,
    /** All of these together. */
    DIAGNOSE
  }

  /**
   * One counter of the capture's quality: name in camel case for JSON, value, and the words for
   * people.
   */
  public record QualityLine(String name, long value, String words) {}
}
