package io.synscope.testkit.script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a line says after the flags: quoted text, RESP, hexadecimal digits, or a number of bytes.
 */
final class Payload {
  private final List<Part> parts = new ArrayList<>();

  /** Text, or a number of bytes that the stream remembers or makes up. */
  private record Part(byte[] text, int filler) {}

  /** Appends payload for as long as the next words are such. */
  void readAll(Words words) {
    boolean more = read(words);
    while (more) {
      more = read(words);
    }
  }

  /** {@return whether the next words were payload, which is appended} */
  boolean read(Words words) {
    String word = words.peek();
    if (word.startsWith("\"")) {
      append(text(words.next("text"), words));
    } else if (words.accept("resp")) {
      append(resp(text(words.next("command"), words)));
    } else if (words.accept("hex")) {
      append(HexFormat.of().parseHex(words.next("hexadecimal digits")));
    } else if (word.matches("[0-9+]+")) {
      count((int) words.number("count"), words);
    } else {
      return false;
    }
    return true;
  }

  private void count(int count, Words words) {
    if (words.accept("bytes")) {
      parts.add(new Part(new byte[0], count));
      return;
    }
    if (!words.accept("x")) {
      throw words.wrong(count + " of what? (\"N bytes\" or \"N x PAYLOAD\")");
    }
    Payload once = new Payload();
    if (!once.read(words)) {
      throw words.wrong("nothing to repeat");
    }
    for (int i = 0; i < count; i++) {
      parts.addAll(once.parts);
    }
  }

  private void append(byte[] bytes) {
    parts.add(new Part(bytes, 0));
  }

  int length() {
    return parts.stream().mapToInt(part -> part.text.length + part.filler).sum();
  }

  /** {@return the bytes at this offset of the stream, which remembers them} */
  byte[] at(int offset, Stream stream) {
    byte[] bytes = stream.read(offset, length());
    int position = 0;
    for (Part part : parts) {
      System.arraycopy(part.text, 0, bytes, position, part.text.length);
      position += part.text.length + part.filler;
    }
    stream.write(offset, bytes);
    return bytes;
  }

  private static byte[] resp(byte[] command) {
    String[] words = new String(command, StandardCharsets.ISO_8859_1).split(" ", -1);
    StringBuilder array = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      array.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return array.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] text(String quoted, Words words) {
    if (!quoted.startsWith("\"")) {
      throw words.wrong("text stands in quotes: " + quoted);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 1; i < quoted.length() - 1; i++) {
      char c = quoted.charAt(i);
      if (c != '\\') {
        bytes.write(c);
        continue;
      }
      char escaped = quoted.charAt(++i);
      switch (escaped) {
        case 'r' -> bytes.write('\r');
        case 'n' -> bytes.write('\n');
        case 't' -> bytes.write('\t');
        case 'x' -> {
          bytes.write(Integer.parseInt(quoted.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> bytes.write(escaped);
      }
    }
    return bytes.toByteArray();
  }
}
