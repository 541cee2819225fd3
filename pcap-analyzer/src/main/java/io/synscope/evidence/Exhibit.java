package io.synscope.evidence;

import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.flow.FlowKey;
import io.synscope.observation.Endpoint;
import io.synscope.wire.Packet;
import io.synscope.wire.PacketKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which packets a finding rests on: its listener's connections with the clients it hit, and every
 * frame that it names.
 */
final class Exhibit {
  private static final int COMPARED = 64;

  private final Finding finding;
  private final Set<Endpoint> clients;
  private final Map<Long, String> decisive = new HashMap<>();
  private int compared;

  Exhibit(Finding finding) {
    this.finding = finding;
    clients = new HashSet<>(finding.clients());
    for (Evidence evidence : finding.evidence()) {
      evidence.frames().forEach(frame -> decisive.putIfAbsent(frame, evidence.what()));
    }
  }

  Finding finding() {
    return finding;
  }

  /** {@return what this frame shows; empty when the finding does not name it} */
  String shows(long frame) {
    return decisive.getOrDefault(frame, "");
  }

  /** {@return whether the packet is named, or belongs to a connection that the finding is about} */
  boolean holds(Packet packet) {
    if (decisive.containsKey(packet.frame())) {
      return true;
    }
    if (finding.server().isEmpty()) {
      return false;
    }
    return joins(FlowKey.of(packet, false)) || joins(FlowKey.of(packet, true));
  }

  /**
   * {@return whether the packet is one of the first of the server's host in other connections} They
   * show how far away that host is, and that it answers.
   */
  boolean compares(Packet packet) {
    boolean ofHost =
        packet.kind() == PacketKind.TCP
            && (isHost(FlowKey.of(packet, false)) || isHost(FlowKey.of(packet, true)));
    return ofHost && compared++ < COMPARED;
  }

  private boolean isHost(FlowKey key) {
    return finding
        .server()
        .map(server -> server.address().equals(key.server().address()))
        .orElse(false);
  }

  private boolean joins(FlowKey key) {
    return finding.server().map(server -> server.equals(key.server())).orElse(false)
        && clients.contains(key.client());
  }
}
