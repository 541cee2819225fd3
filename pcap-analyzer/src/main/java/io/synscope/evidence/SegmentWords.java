package io.synscope.evidence;

import io.synscope.observation.Party;
import io.synscope.wire.IcmpError;
import io.synscope.wire.Packet;
import io.synscope.wire.TcpOptions;

/** One connection's segments in tcpdump's words, numbers relative to the first of each side. */
final class SegmentWords {
  private final TcpOptions options = new TcpOptions();
  private final int[] base = new int[2];
  private final boolean[] known = new boolean[2];

  String of(Packet packet, Party from) {
    int own = from.ordinal();
    int other = from.peer().ordinal();
    learn(own, packet.sequenceNumber());
    StringBuilder text = new StringBuilder(flags(packet));
    if (packet.payloadLength() > 0
        || packet.has(Packet.SYN)
        || packet.has(Packet.FIN)
        || packet.has(Packet.RST)) {
      text.append(" seq ").append(Integer.toUnsignedString(packet.sequenceNumber() - base[own]));
    }
    if (packet.has(Packet.ACK)) {
      learn(other, packet.acknowledgmentNumber() - 1);
      text.append(" ack ")
          .append(Integer.toUnsignedString(packet.acknowledgmentNumber() - base[other]));
    }
    text.append(" win ").append(packet.window());
    if (packet.payloadLength() > 0) {
      text.append(" len ").append(packet.payloadLength());
    }
    text.append(" ttl ").append(packet.hopLimit());
    return text.append(optionWords(packet)).toString();
  }

  private void learn(int side, int number) {
    if (!known[side]) {
      known[side] = true;
      base[side] = number;
    }
  }

  private static String flags(Packet packet) {
    StringBuilder letters = new StringBuilder();
    letters.append(packet.has(Packet.SYN) ? "S" : "");
    letters.append(packet.has(Packet.FIN) ? "F" : "");
    letters.append(packet.has(Packet.RST) ? "R" : "");
    letters.append(packet.has(Packet.PSH) ? "P" : "");
    letters.append(packet.has(Packet.ACK) ? "." : "");
    return "[" + letters + "]";
  }

  private String optionWords(Packet packet) {
    if (packet.optionsLength() == 0 || !options.wrap(packet)) {
      return "";
    }
    if (packet.has(Packet.SYN)) {
      return " <mss "
          + options.maximumSegmentSize()
          + (options.windowScale() >= 0 ? ",wscale " + options.windowScale() : "")
          + ">";
    }
    return options.sackBlocks() > 0 ? " <sack " + options.sackBlocks() + ">" : "";
  }

  /** {@return an ICMP error in words: who sent it, what it says, what it quotes} */
  static String of(IcmpError error, Packet packet) {
    String name = (error.ipv6() ? "ICMPv6 " : "ICMP ") + error.type() + "/" + error.code();
    String mtu = error.nextHopMtu() > 0 ? " mtu " + error.nextHopMtu() : "";
    return name
        + mtu
        + " ttl "
        + packet.hopLimit()
        + " quotes seq "
        + Integer.toUnsignedString(error.quotedSequenceNumber());
  }
}
