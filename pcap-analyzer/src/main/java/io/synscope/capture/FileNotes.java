package io.synscope.capture;

import io.synscope.wire.LinkType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is noted about one file while it is read. */
final class FileNotes {
  private static final int MAX_WARNINGS = 20;
  private static final int MAX_VALUES =
      64; // a hostile file may name a new snap length with every interface

  private final String name;
  private final long bytes;
  private String format = "";
  private final Set<Integer> linkNumbers = new TreeSet<>();
  private final Set<Integer> snapLengths = new TreeSet<>();
  private final List<String> warnings = new ArrayList<>();
  private int lastLink = -1;
  private int lastSnapLength = -1;
  private long packets;
  private long aboveSnapLength;
  private boolean compressed;
  private long bytesNotRead;

  FileNotes(String name, long bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  void format(String format, boolean compressed) {
    this.format = format;
    this.compressed = compressed;
  }

  void see(RecordFormat record) {
    packets = record.number;
    if (record.linkNumber != lastLink || record.snapLength != lastSnapLength) {
      seeInterface(record.linkNumber, record.snapLength);
    }
    if (record.snapLength > 0 && record.capturedLength > record.snapLength) {
      aboveSnapLength++;
    }
  }

  void seeInterface(int linkNumber, int snapLength) {
    lastLink = linkNumber;
    lastSnapLength = snapLength;
    if (linkNumbers.size() < MAX_VALUES) {
      linkNumbers.add(linkNumber);
    }
    if (snapLengths.size() < MAX_VALUES) {
      snapLengths.add(snapLength);
    }
  }

  void warn(String warning) {
    if (warnings.size() < MAX_WARNINGS && !warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  void end(RecordFormat record, FrameReader reader) {
    record.remarks().forEach(this::warn);
    if (!reader.fault().isEmpty()) {
      String where = "ended early, at byte " + reader.faultOffset();
      boolean sizeIsKnown = bytes >= 0 && !compressed;
      bytesNotRead = sizeIsKnown ? bytes - reader.faultOffset() : CaptureQuality.UNKNOWN;
      warn(where + (sizeIsKnown ? " of " + bytes : "") + ": " + reader.fault());
    }
  }

  CapturedFile toRecord() {
    List<String> all = new ArrayList<>(warnings);
    if (aboveSnapLength > 0) {
      all.add(
          aboveSnapLength
              + " records hold more bytes than the announced snap length; all of them were read");
    }
    List<String> links = linkNumbers.stream().map(LinkType::describe).toList();
    return new CapturedFile(
        name, bytes, format, links, List.copyOf(snapLengths), packets, bytesNotRead, all);
  }
}
