package io.synscope.testkit.script;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * TCP options in tcpdump's words, and their bytes.
 *
 * @param items as written between the commas
 */
record Options(List<String> items) {
  static final Options NONE = new Options(List.of());
  static final Options SYN = parse("mss 1460,sackOK,TS,nop,wscale 7");
  static final Options DATA = parse("nop,nop,TS");

  static Options parse(String text) {
    String inner = text.replaceAll("^<|>$", "").strip();
    return new Options(inner.isEmpty() ? List.of() : List.of(inner.split("\\s*,\\s*")));
  }

  boolean has(String name) {
    return items.stream().anyMatch(item -> item.equals(name) || item.startsWith(name + " "));
  }

  /** {@return what a listener answers to these options of a SYN} */
  Options answer() {
    return without(item -> !SYN.has(item.split(" ")[0]), SYN.items);
  }

  private Options without(java.util.function.Predicate<String> unknown, List<String> mine) {
    List<String> kept =
        mine.stream()
            .filter(item -> item.startsWith("mss") || has(item.split(" ")[0]))
            .filter(item -> !unknown.test(item))
            .collect(Collectors.toList());
    return new Options(kept);
  }

  Options withoutTimestamps() {
    return new Options(items.stream().filter(item -> !item.startsWith("TS")).toList());
  }

  Options and(Options more) {
    return new Options(
        java.util.stream.Stream.concat(items.stream(), more.items.stream()).toList());
  }

  /** {@return the bytes, padded with NOPs; block edges of SACK count from the peer's start} */
  byte[] bytes(int value, int echo, int peerStart, Words words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String item : items) {
      bytes.writeBytes(item(item.split(" "), value, echo, peerStart, words));
    }
    while (bytes.size() % 4 != 0) {
      bytes.write(1);
    }
    if (bytes.size() > 40) {
      throw words.wrong("more than 40 bytes of options");
    }
    return bytes.toByteArray();
  }

  private static byte[] item(String[] item, int value, int echo, int peerStart, Words words) {
    ByteBuffer option = ByteBuffer.allocate(40);
    switch (item[0]) {
      case "eol" -> option.put((byte) 0);
      case "nop" -> option.put((byte) 1);
      case "mss" -> option.put((byte) 2).put((byte) 4).putShort((short) number(item, 1, words));
      case "wscale" -> option.put((byte) 3).put((byte) 3).put((byte) number(item, 1, words));
      case "sackOK" -> option.put((byte) 4).put((byte) 2);
      case "TS" -> {
        boolean given = item.length == 5; // TS val 7 ecr 3
        option.put((byte) 8).put((byte) 10);
        option.putInt(given ? (int) number(item, 2, words) : value);
        option.putInt(given ? (int) number(item, 4, words) : echo);
      }
      case "sack" -> sack(item, option, peerStart, words);
      case "tfo" -> {
        byte[] cookie = item.length > 1 ? HexFormat.of().parseHex(item[1]) : new byte[0];
        option.put((byte) 34).put((byte) (2 + cookie.length)).put(cookie);
      }
      default -> throw words.wrong("no option is called " + item[0]);
    }
    byte[] bytes = new byte[option.position()];
    option.flip().get(bytes);
    return bytes;
  }

  private static void sack(String[] item, ByteBuffer option, int peerStart, Words words) {
    option.put((byte) 5).put((byte) (2 + 8 * (item.length - 1)));
    for (int i = 1; i < item.length; i++) {
      String[] edges = item[i].split(":");
      for (String edge : edges) {
        option.putInt(peerStart + (int) words.sum(edge, "SACK edge"));
      }
    }
  }

  private static long number(String[] item, int index, Words words) {
    if (item.length <= index) {
      throw words.wrong(item[0] + " needs a number");
    }
    return words.sum(item[index], item[0]);
  }
}
