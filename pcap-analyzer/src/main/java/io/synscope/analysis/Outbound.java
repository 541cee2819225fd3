package io.synscope.analysis;

import io.synscope.wire.FrameDirection;
import io.synscope.wire.Packet;

/**
 * Whose packets the capturing host sent, where the capture marks direction: SYNs and SYN-ACKs tell
 * the roles.
 */
final class Outbound {
  private long fromClients;
  private long fromServers;

  void on(Packet packet) {
    if (packet.direction() == FrameDirection.OUTBOUND && packet.has(Packet.SYN)) {
      if (packet.has(Packet.ACK)) {
        fromServers++;
      } else {
        fromClients++;
      }
    }
  }

  long fromClients() {
    return fromClients;
  }

  long fromServers() {
    return fromServers;
  }
}
