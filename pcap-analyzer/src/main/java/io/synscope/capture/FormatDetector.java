package io.synscope.capture;

import java.nio.ByteBuffer;

/** Tells by the first bytes what a file is; what is not a capture is named as well as it can be. */
final class FormatDetector {
  private static final int MAGIC_LENGTH = 4;
  private static final int SECTION_MAGIC_OFFSET = 8;
  private static final int SECTION_HEAD = 12;

  private FormatDetector() {}

  /**
   * {@return the format of a file that begins so; the head's position is moved behind a file
   * header}
   */
  static RecordFormat detect(String name, ByteBuffer head, Compression compression)
      throws CaptureFormatException {
    String inside =
        compression == Compression.NONE ? "" : " (unpacked from " + compression.title() + ")";
    if (!head.hasRemaining()) {
      throw fault(
          name,
          0,
          "is empty"
              + inside
              + ": the capture was stopped before it wrote anything; capture again");
    }
    if (head.remaining() < MAGIC_LENGTH) {
      throw fault(
          name,
          head.remaining(),
          "is only "
              + head.remaining()
              + " bytes long"
              + inside
              + ", too short for any capture; capture again");
    }
    int magic = head.getInt(0);
    if (magic == PcapngFormat.SECTION_HEADER) {
      return pcapng(name, head, inside);
    }
    for (PcapMagic each : PcapMagic.values()) {
      if (magic == each.number() || magic == Integer.reverseBytes(each.number())) {
        return pcap(name, head, each, magic != each.number(), inside);
      }
    }
    throw fault(name, 0, OtherFormat.describe(head) + inside);
  }

  private static RecordFormat pcap(
      String name, ByteBuffer head, PcapMagic magic, boolean littleEndian, String inside)
      throws CaptureFormatException {
    int length = magic.fileHeaderLength();
    if (head.remaining() < length) {
      throw fault(
          name,
          head.remaining(),
          "is a pcap file cut inside its "
              + length
              + "-byte header, after "
              + head.remaining()
              + " bytes"
              + inside
              + ": it holds no packet; capture again");
    }
    RecordFormat format = new PcapFormat(magic, littleEndian, head);
    head.position(length);
    return format;
  }

  private static RecordFormat pcapng(String name, ByteBuffer head, String inside)
      throws CaptureFormatException {
    if (head.remaining() < SECTION_HEAD) {
      throw fault(
          name,
          head.remaining(),
          "is a pcapng file cut inside its section header"
              + inside
              + ": it holds no packet; capture again");
    }
    int magic = head.getInt(SECTION_MAGIC_OFFSET);
    if (magic != PcapngFormat.BYTE_ORDER_MAGIC
        && magic != Integer.reverseBytes(PcapngFormat.BYTE_ORDER_MAGIC)) {
      throw fault(
          name,
          SECTION_MAGIC_OFFSET,
          "begins like pcapng but has no byte-order magic"
              + inside
              + ": was it transferred as text?");
    }
    return new PcapngFormat(magic != PcapngFormat.BYTE_ORDER_MAGIC);
  }

  private static CaptureFormatException fault(String name, long offset, String what) {
    return new CaptureFormatException(name, offset, what);
  }
}
