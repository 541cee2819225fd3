package io.synscope.flow;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.wire.Packet;

/** The two endpoints of a conversation and their roles, as primitives. */
public record FlowKey(
    long clientHigh,
    long clientLow,
    int clientPort,
    long serverHigh,
    long serverLow,
    int serverPort) {

  /**
   * {@return the key of a flow whose client sent this packet, or received it when {@code reversed}}
   */
  public static FlowKey of(Packet packet, boolean reversed) {
    return reversed
        ? new FlowKey(
            packet.destinationHigh(),
            packet.destinationLow(),
            packet.destinationPort(),
            packet.sourceHigh(),
            packet.sourceLow(),
            packet.sourcePort())
        : new FlowKey(
            packet.sourceHigh(),
            packet.sourceLow(),
            packet.sourcePort(),
            packet.destinationHigh(),
            packet.destinationLow(),
            packet.destinationPort());
  }

  /** {@return the hash of both directions} */
  public long hash() {
    return FlowHash.of(clientHigh, clientLow, clientPort, serverHigh, serverLow, serverPort);
  }

  /** {@return who asks} */
  public Endpoint client() {
    return new Endpoint(new Address(clientHigh, clientLow), clientPort);
  }

  /** {@return the listener that is asked} */
  public Endpoint server() {
    return new Endpoint(new Address(serverHigh, serverLow), serverPort);
  }
}
