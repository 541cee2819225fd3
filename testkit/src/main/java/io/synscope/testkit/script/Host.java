package io.synscope.testkit.script;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A host of the story.
 *
 * @param name as the script calls it; a name that begins with S is a server's, with R a router's
 * @param address 4 or 16 bytes
 * @param port used where the script names none
 * @param hopLimit TTL that its packets have at the capture point
 * @param capturing whether the capture was taken on this host
 */
record Host(String name, byte[] address, int port, int hopLimit, boolean capturing) {
  static byte[] bytes(String literal, Words words) {
    if (!literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw words.wrong("not an IP address: " + literal);
    }
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      throw words.wrong("not an IP address: " + literal);
    }
  }
}
