package io.synscope.testkit.script;

import io.synscope.observation.Vantage;
import io.synscope.testkit.packet.Link;
import java.util.HashMap;
import java.util.Map;

/** Where the story plays: hosts, distances, the capture point and what it records. */
final class Setting {
  private static final int CLIENT_PORT = 41_394;
  private static final int SERVER_PORT = 6_379;

  private final Map<String, Host> hosts = new HashMap<>();
  Vantage vantage = Vantage.CLIENT;
  Link link = Link.ETHERNET;
  boolean ipv6;
  boolean timestamps = true;
  boolean offload;
  int hops = 1;
  int snapLength = 262_144;
  long roundTripNanos = 200_000;
  long untilNanos = -1;

  /** {@return whether the line was a statement about the setting} */
  boolean read(String word, Words words) {
    switch (word) {
      case "vantage" -> vantage = vantage(words);
      case "link" -> link = words.oneOf(Link.class, "link type");
      case "family" -> ipv6 = words.number("address family") == 6;
      case "timestamps" -> timestamps = !words.next("on or off").equals("off");
      case "offload" -> offload = true;
      case "hops" -> hops = (int) words.number("number of routers");
      case "snaplen" -> snapLength = (int) words.number("snap length");
      case "rtt" -> roundTripNanos = words.nanos("round-trip time");
      case "until" -> untilNanos = words.nanos("end of the capture");
      case "host" -> declare(words);
      default -> {
        return false;
      }
    }
    words.end();
    return true;
  }

  private static Vantage vantage(Words words) {
    String word = words.next("client, server or midpath");
    return words.constant(Vantage.class, word, "vantage");
  }

  private void declare(Words words) {
    String name = words.next("host's name");
    Host host = original(name);
    while (words.more()) {
      String word = words.next("host's property");
      host =
          switch (word) {
            case "port" -> with(host, host.hopLimit(), (int) words.number("port"));
            case "ttl" -> with(host, (int) words.number("TTL as seen"), host.port());
            default -> at(host, Host.bytes(word, words));
          };
    }
    hosts.put(name, host);
  }

  private static Host with(Host host, int hopLimit, int port) {
    return new Host(host.name(), host.address(), port, hopLimit, host.capturing());
  }

  private static Host at(Host host, byte[] address) {
    return new Host(host.name(), address, host.port(), host.hopLimit(), host.capturing());
  }

  /** {@return the end of a connection written HOST or HOST:PORT} */
  Corner corner(Words words) {
    String word = words.next("host");
    int colon = word.indexOf(':');
    Host host = host(colon < 0 ? word : word.substring(0, colon));
    int port = colon < 0 ? host.port() : (int) words.sum(word.substring(colon + 1), "port");
    if (port < 1 || port > 65_535) {
      throw words.wrong("no such port: " + word);
    }
    return new Corner(host, port);
  }

  Host host(String name) {
    return hosts.computeIfAbsent(name, this::original);
  }

  private Host original(String name) {
    boolean server = name.startsWith("S");
    boolean router = name.startsWith("R");
    int away =
        router
            ? 0
            : switch (vantage) {
              case CLIENT -> server ? hops : 0;
              case SERVER -> server ? 0 : hops;
              default -> (hops + 1) / 2;
            };
    boolean capturing =
        !router && (vantage == Vantage.CLIENT && !server || vantage == Vantage.SERVER && server);
    int port = server ? SERVER_PORT : CLIENT_PORT;
    return new Host(name, address(name, server, router), port, 64 - away, capturing);
  }

  /** C is 10.71.1.2, C7 is 10.71.1.7, S is 10.71.2.2, R is 10.71.1.1; IPv6 likewise in fd00:71. */
  private byte[] address(String name, boolean server, boolean router) {
    String digits = name.replaceAll("\\D", "");
    int last = digits.isEmpty() ? (router ? 1 : 2) : Integer.parseInt(digits);
    int net = server ? 2 : 1;
    if (!ipv6) {
      return new byte[] {10, 71, (byte) net, (byte) last};
    }
    byte[] address = new byte[16];
    address[0] = (byte) 0xFD;
    address[3] = 0x71;
    address[5] = (byte) net;
    address[15] = (byte) last;
    return address;
  }
}
