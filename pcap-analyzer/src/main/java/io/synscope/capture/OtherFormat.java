package io.synscope.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Files that people take for captures: each with what to do. */
enum OtherFormat {
  XZ("\u00fd7zXZ", "is xz-compressed, which is not read here: unpack it first (xz -d)"),
  BZIP2("BZh", "is bzip2-compressed, which is not read here: unpack it first (bunzip2)"),
  LZ4("\u0004\"M\u0018", "is lz4-compressed, which is not read here: unpack it first (lz4 -d)"),
  ZIP("PK\u0003\u0004", "is a zip archive: unpack it first (unzip)"),
  SEVEN_ZIP("7z\u00bc\u00af", "is a 7z archive: unpack it first (7z x)"),
  SNOOP("snoop\0\0\0", "is a Solaris snoop capture: convert it with `editcap FILE out.pcapng`"),
  NETWORK_MONITOR(
      "GMBU", "is a Microsoft Network Monitor capture: convert it with `editcap FILE out.pcapng`"),
  NETWORK_MONITOR_1(
      "RTSS", "is a Microsoft Network Monitor capture: convert it with `editcap FILE out.pcapng`"),
  SNIFFER(
      "TRSNIFF data",
      "is a Network General Sniffer capture: convert it with `editcap FILE out.pcapng`"),
  NETSCALER("NetScaler", "is a NetScaler trace: convert it with `editcap FILE out.pcapng`"),
  PEEK("\u007fver", "is an OmniPeek capture: convert it with `editcap FILE out.pcapng`"),
  ETL(
      "\u0000\u0000\u0001\u0000\u0000\u0000",
      "may be a Windows event trace: convert it with `etl2pcapng`"),
  ELF("\u007fELF", "is a program, not a capture");

  private static final int TEXT_SAMPLE = 24;
  private static final int DELETE = 0x7f;

  private final byte[] magic;
  private final String what;

  OtherFormat(String magic, String what) {
    this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
    this.what = what;
  }

  /** {@return what a file with these first bytes is, and what to do about it} */
  static String describe(ByteBuffer head) {
    for (OtherFormat format : values()) {
      if (startsWith(head, format.magic)) {
        return format.what;
      }
    }
    return isText(head)
        ? "is a text file, not a capture: write captures with `tcpdump -w FILE`"
        : "is not a capture: it begins with "
            + hex(head)
            + ", no magic number of pcap, pcapng, gzip or zstd";
  }

  private static boolean startsWith(ByteBuffer head, byte[] magic) {
    if (head.remaining() < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (head.get(i) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(ByteBuffer head) {
    int sample = Math.min(TEXT_SAMPLE, head.remaining());
    int ascii = 0;
    for (int i = 0; i < sample; i++) {
      int character = head.get(i) & 0xff;
      boolean whitespace = character == '\n' || character == '\r' || character == '\t';
      if (character < ' ' && !whitespace || character == DELETE) {
        return false;
      }
      ascii += character < DELETE ? 1 : 0;
    }
    return 2 * ascii > sample;
  }

  private static String hex(ByteBuffer head) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(4, head.remaining()); i++) {
      text.append(i == 0 ? "" : " ").append(String.format("%02x", head.get(i)));
    }
    return text.toString();
  }
}
