package io.synscope.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * A decoded packet in words: every field that its kind promises, and every other one that is not
 * zero.
 */
final class Reading {
  private static final String FLAG_LETTERS = "FSRPAUEC";

  private final StringBuilder text = new StringBuilder();

  private Reading() {}

  static String of(Packet packet) {
    Reading reading = new Reading();
    reading.add(packet.kind().name());
    reading.addresses(packet);
    if (packet.kind() == PacketKind.TCP) {
      reading.tcp(packet);
    }
    reading.payload(packet);
    reading.network(packet);
    reading.capture(packet);
    return reading.text.toString();
  }

  private void addresses(Packet packet) {
    if (packet.sourceLow() != 0 || packet.sourceHigh() != 0) {
      add(endpoint(packet.sourceHigh(), packet.sourceLow(), packet.sourcePort()));
      add(">");
      add(endpoint(packet.destinationHigh(), packet.destinationLow(), packet.destinationPort()));
    }
  }

  private void tcp(Packet packet) {
    StringBuilder letters = new StringBuilder();
    for (int bit = 0; bit < FLAG_LETTERS.length(); bit++) {
      if ((packet.flags() & 1 << bit) != 0) {
        letters.append(FLAG_LETTERS.charAt(bit));
      }
    }
    add(letters.toString());
    add("seq " + Integer.toUnsignedString(packet.sequenceNumber()));
    add("ack " + Integer.toUnsignedString(packet.acknowledgmentNumber()));
    add("win " + packet.window());
    if (packet.optionsLength() > 0) {
      add("options " + packet.optionsLength() + "@" + packet.optionsOffset());
    }
    if (packet.hasTimestamps()) {
      add("ts " + packet.timestampValue() + "/" + packet.timestampEcho());
    }
  }

  private void payload(Packet packet) {
    if (packet.payloadOffset() > 0) {
      add(
          "len "
              + packet.payloadCaptured()
              + "/"
              + packet.payloadLength()
              + "@"
              + packet.payloadOffset());
    }
  }

  private void network(Packet packet) {
    if (packet.ipLength() > 0) {
      add("ttl " + packet.hopLimit() + " id " + packet.identification());
      add((packet.ipv6() ? "v6 " : "v4 ") + packet.ipLength() + "@" + packet.ipOffset());
      add(packet.dontFragment() ? "DF" : "");
      add(packet.fragmented() ? "fragmented" : "");
    }
    if (packet.transportOffset() > 0) {
      add("transport@" + packet.transportOffset() + ".." + packet.capturedEnd());
    }
    if (packet.tunnel() != Tunnel.NONE || packet.outerOverhead() != 0) {
      add(packet.tunnel() + " +" + packet.outerOverhead());
    }
  }

  private void capture(Packet packet) {
    add(packet.direction() == FrameDirection.UNKNOWN ? "" : packet.direction().name());
    add(packet.interfaceId() == 0 ? "" : "if " + packet.interfaceId());
  }

  private void add(String word) {
    if (!word.isEmpty()) {
      text.append(text.length() == 0 ? "" : " ").append(word);
    }
  }

  private static String endpoint(long high, long low, int port) {
    boolean mapped = high == 0 && low >>> 32 == 0xffff;
    byte[] bytes =
        mapped
            ? ByteBuffer.allocate(4).putInt((int) low).array()
            : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    try {
      String address = InetAddress.getByAddress(bytes).getHostAddress();
      return port == 0 ? address : mapped ? address + ":" + port : "[" + address + "]:" + port;
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
