package io.synscope.capture;

import java.util.List;

/**
 * What one input was and how much of it could be read.
 *
 * @param name as the user gave it; {@code -} for standard input
 * @param bytes its size; -1 where unknown
 * @param format format and variant, and the compression around it
 * @param linkTypes names of the link types of its packets
 * @param snapLengths the snap lengths announced; 0 is none
 * @param packets frames in it, by Wireshark's count
 * @param bytesNotRead bytes behind damage or in a record cut by the file's end; -1 where that is
 *     not known
 * @param warnings what is wrong with it, each with a byte offset where it has one
 */
public record CapturedFile(
    String name,
    long bytes,
    String format,
    List<String> linkTypes,
    List<Integer> snapLengths,
    long packets,
    long bytesNotRead,
    List<String> warnings) {
  /** Copies the lists. */
  public CapturedFile {
    linkTypes = List.copyOf(linkTypes);
    snapLengths = List.copyOf(snapLengths);
    warnings = List.copyOf(warnings);
  }
}
