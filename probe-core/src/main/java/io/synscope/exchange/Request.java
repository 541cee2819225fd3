package io.synscope.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request, encoded once and sent many times.
 *
 * @param name what reports call it: the command's name, never an argument
 * @param bytes the request as a RESP array
 */
@SuppressWarnings("ArrayRecordComponent") // written to the socket as it is; never compared
public record Request(String name, byte[] bytes) {
  /** {@return a command with its arguments} */
  public static Request of(List<String> words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    put(bytes, "*" + words.size() + "\r\n");
    for (String word : words) {
      byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
      put(bytes, "$" + utf8.length + "\r\n");
      bytes.writeBytes(utf8);
      put(bytes, "\r\n");
    }
    return new Request(words.get(0).toUpperCase(java.util.Locale.ROOT), bytes.toByteArray());
  }

  /** {@return a command with its arguments} */
  public static Request of(String... words) {
    return of(List.of(words));
  }

  private static void put(ByteArrayOutputStream bytes, String ascii) {
    bytes.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return name; // arguments may be passwords
  }
}
