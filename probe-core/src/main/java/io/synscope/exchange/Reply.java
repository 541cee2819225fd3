package io.synscope.exchange;

/**
 * One reply, as far as a report quotes it.
 *
 * @param type its first byte in RESP; {@code ?} when the bytes are not RESP
 * @param text its first line or, for a bulk string, the string's beginning; at most 120 characters
 * @param bytes its whole size
 */
public record Reply(char type, String text, long bytes) {
  /** {@return whether the server says no} */
  public boolean error() {
    return type == '-' || type == '!';
  }

  /** {@return whether these bytes are RESP at all} */
  public boolean resp() {
    return type != '?';
  }

  /** {@return the reply as it may be printed: error and status lines with their first byte} */
  public String shown() {
    return type == '-' || type == '+' ? type + text : text;
  }
}
