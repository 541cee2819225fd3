package io.synscope.resp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A whole value as RESP can say it. */
public sealed interface RespValue {
  /** One line of text ({@code +}, {@code ,}, {@code (} and {@code #} as written). */
  record Line(String text) implements RespValue {
    @Override
    public String toString() {
      return text;
    }
  }

  /** An error: its first word is the code ({@code -} or {@code !}). */
  record Failure(String text) implements RespValue {
    /** {@return the first word: ERR, NOAUTH, MOVED, ...} */
    public String code() {
      int space = text.indexOf(' ');
      return space < 0 ? text : text.substring(0, space);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A signed 64-bit number ({@code :}). */
  record Whole(long number) implements RespValue {
    @Override
    public String toString() {
      return Long.toString(number);
    }
  }

  /**
   * Bytes of known length ({@code $}, {@code =} with its three-letter format, streamed strings).
   */
  record Bulk(String text) implements RespValue {
    @Override
    public String toString() {
      return text;
    }
  }

  /** A null of any kind. */
  record Null() implements RespValue {
    @Override
    public String toString() {
      return "(nil)";
    }
  }

  /**
   * Several values.
   *
   * @param type {@code *}, {@code %}, {@code ~} or {@code >}
   * @param items in order; keys and values of a map alternate
   */
  record Aggregate(byte type, List<RespValue> items) implements RespValue {
    @Override
    public String toString() {
      return items.toString();
    }
  }

  /** {@return whether this is an error} */
  default boolean failed() {
    return this instanceof Failure;
  }

  /** {@return the items of an aggregate; nothing for any other value} */
  default List<RespValue> items() {
    return List.of();
  }

  /** {@return the value of {@code key} in a map, or in an array that alternates; null if absent} */
  default RespValue at(String key) {
    List<RespValue> items = items();
    for (int i = 0; i + 1 < items.size(); i += 2) {
      if (items.get(i).toString().equals(key)) {
        return items.get(i + 1);
      }
    }
    return new Null();
  }

  /** {@return this request as an array of bulk strings} */
  static byte[] request(String... words) {
    StringBuilder text = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      int bytes = word.getBytes(StandardCharsets.UTF_8).length;
      text.append('$').append(bytes).append("\r\n").append(word).append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
