package io.synscope.cli.render.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A segment's flags as people say them. */
final class SegmentName {
  private static final Pattern FLAGS = Pattern.compile("\\[([A-Z.]*)\\] ?(.*)");
  private static final Pattern LENGTH = Pattern.compile(" len ([0-9]+)");

  private SegmentName() {}

  /** {@return SYN, SYN-ACK, RST, FIN, DATA with its length, ACK; the protocol's name for ICMP} */
  static String of(String words) {
    Matcher flags = FLAGS.matcher(words);
    if (!flags.matches()) {
      return "ICMP error";
    }
    String set = flags.group(1);
    if (set.contains("S")) {
      return set.contains(".") ? "SYN-ACK" : "SYN";
    }
    if (set.contains("R")) {
      return "RST";
    }
    Matcher length = LENGTH.matcher(words);
    String data = length.find() ? "DATA " + length.group(1) + " bytes" : "";
    if (set.contains("F")) {
      return data.isEmpty() ? "FIN" : data + " + FIN";
    }
    return data.isEmpty() ? "ACK" : data;
  }

  /** {@return the numbers behind the flags} */
  static String rest(String words) {
    Matcher flags = FLAGS.matcher(words);
    return flags.matches() ? LENGTH.matcher(flags.group(2)).replaceFirst("") : words;
  }

  /** {@return the class that colours it} */
  static String ink(String words) {
    String name = of(words);
    if (name.startsWith("DATA")) {
      return "data";
    }
    return switch (name) {
      case "SYN", "SYN-ACK" -> "syn";
      case "RST" -> "rst";
      case "ICMP error" -> "icmp";
      default -> "ack";
    };
  }
}
