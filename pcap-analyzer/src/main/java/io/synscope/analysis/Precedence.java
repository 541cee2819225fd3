package io.synscope.analysis;

import io.synscope.wire.IcmpError;
import io.synscope.wire.Packet;
import io.synscope.wire.PacketKind;
import io.synscope.wire.Sequence;

/** Which of two packets was there first, told by what they say and not by their times. */
final class Precedence {
  private static final int DNS = 53;

  private final IcmpError icmp = new IcmpError();

  /**
   * {@return above 0 where the packet came after the other, below where before it, 0 where nothing
   * tells}
   */
  int after(Packet packet, Packet other) {
    if (packet.kind() != other.kind()) {
      return (quotes(packet, other) ? 1 : 0) - (quotes(other, packet) ? 1 : 0);
    }
    return switch (packet.kind()) {
      case TCP -> {
        if (sameDirection(packet, other)) {
          yield goesOn(packet, other);
        }
        yield answers(packet, other)
            ? (acknowledges(packet, other) ? 1 : 0) - (acknowledges(other, packet) ? 1 : 0)
            : 0;
      }
      case UDP ->
          answers(packet, other)
              ? (packet.sourcePort() == DNS ? 1 : 0) - (other.sourcePort() == DNS ? 1 : 0)
              : 0;
      default -> 0;
    };
  }

  private boolean quotes(Packet error, Packet other) {
    return error.kind() == PacketKind.ICMP
        && other.kind() == PacketKind.TCP
        && icmp.wrap(error)
        && icmp.isError()
        && icmp.quotesTcp()
        && icmp.quotedSourcePort() == other.sourcePort()
        && icmp.quotedDestinationPort() == other.destinationPort()
        && icmp.quotedSourceLow() == other.sourceLow()
        && icmp.quotedDestinationLow() == other.destinationLow()
        && icmp.quotedSequenceNumber() == other.sequenceNumber();
  }

  private static boolean sameDirection(Packet packet, Packet other) {
    return packet.sourcePort() == other.sourcePort()
        && packet.destinationPort() == other.destinationPort()
        && packet.sourceLow() == other.sourceLow()
        && packet.destinationLow() == other.destinationLow();
  }

  private static boolean answers(Packet packet, Packet other) {
    return packet.sourcePort() == other.destinationPort()
        && packet.destinationPort() == other.sourcePort()
        && packet.sourceLow() == other.destinationLow()
        && packet.destinationLow() == other.sourceLow();
  }

  /** A sender's numbers go up; those of a RST may be any. */
  private static int goesOn(Packet packet, Packet other) {
    if (packet.has(Packet.RST) || other.has(Packet.RST)) {
      return 0;
    }
    int sent = Integer.signum(end(packet) - end(other));
    if (sent != 0) {
      return sent;
    }
    if (packet.has(Packet.SYN) != other.has(Packet.SYN)) {
      return other.has(Packet.SYN) ? 1 : -1;
    }
    return Integer.signum(packet.acknowledgmentNumber() - other.acknowledgmentNumber());
  }

  private static boolean acknowledges(Packet packet, Packet other) {
    return packet.has(Packet.ACK)
        && end(other) != other.sequenceNumber()
        && Sequence.atOrAfter(packet.acknowledgmentNumber(), end(other));
  }

  private static int end(Packet packet) {
    return packet.sequenceNumber()
        + packet.payloadLength()
        + (packet.has(Packet.SYN) ? 1 : 0)
        + (packet.has(Packet.FIN) ? 1 : 0);
  }
}
