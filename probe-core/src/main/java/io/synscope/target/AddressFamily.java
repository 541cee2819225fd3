package io.synscope.target;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Which addresses of a name are probed. */
public enum AddressFamily {
  /** All of them. */
  ANY,
  /** IPv4 only. */
  IPV4,
  /** IPv6 only. */
  IPV6;

  boolean takes(InetAddress address) {
    return switch (this) {
      case ANY -> true;
      case IPV4 -> address instanceof Inet4Address;
      case IPV6 -> !(address instanceof Inet4Address);
    };
  }
}
