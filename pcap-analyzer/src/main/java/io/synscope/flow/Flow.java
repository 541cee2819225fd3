package io.synscope.flow;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Party;
import io.synscope.wire.Packet;

/** Both endpoints of a conversation, as primitives that a packet can be compared with. */
public abstract class Flow {
  private final long clientHigh;
  private final long clientLow;
  private final long serverHigh;
  private final long serverLow;
  private final int clientPort;
  private final int serverPort;
  private final long hash;

  /** A flow between these endpoints. */
  protected Flow(FlowKey key) {
    clientHigh = key.clientHigh();
    clientLow = key.clientLow();
    clientPort = key.clientPort();
    serverHigh = key.serverHigh();
    serverLow = key.serverLow();
    serverPort = key.serverPort();
    hash = key.hash();
  }

  /** {@return the hash under which both directions are found} */
  public final long hash() {
    return hash;
  }

  /** {@return port of the client} */
  public final int clientPort() {
    return clientPort;
  }

  /** {@return port of the server} */
  public final int serverPort() {
    return serverPort;
  }

  /** {@return whether this end sent the packet; only meaningful for a packet of this flow} */
  public final Party sender(Packet packet) {
    return packet.sourcePort() == clientPort
            && packet.sourceLow() == clientLow
            && packet.sourceHigh() == clientHigh
        ? Party.CLIENT
        : Party.SERVER;
  }

  /** {@return whether the packet runs between these endpoints, in either direction} */
  public final boolean carries(Packet packet) {
    return carries(
        packet.sourceHigh(),
        packet.sourceLow(),
        packet.sourcePort(),
        packet.destinationHigh(),
        packet.destinationLow(),
        packet.destinationPort());
  }

  /** {@return whether it is between the endpoints of this key, in either order} */
  final boolean carries(FlowKey key) {
    return carries(
        key.clientHigh(),
        key.clientLow(),
        key.clientPort(),
        key.serverHigh(),
        key.serverLow(),
        key.serverPort());
  }

  private boolean carries(
      long oneHigh, long oneLow, int onePort, long otherHigh, long otherLow, int otherPort) {
    return isClient(oneHigh, oneLow, onePort) && isServer(otherHigh, otherLow, otherPort)
        || isServer(oneHigh, oneLow, onePort) && isClient(otherHigh, otherLow, otherPort);
  }

  /** {@return whether this is the client's endpoint} */
  public final boolean isClient(long high, long low, int port) {
    return port == clientPort && low == clientLow && high == clientHigh;
  }

  private boolean isServer(long high, long low, int port) {
    return port == serverPort && low == serverLow && high == serverHigh;
  }

  /** {@return whether both ends are one: a port that asked itself} */
  public final boolean isWithItself() {
    return isServer(clientHigh, clientLow, clientPort);
  }

  /** {@return the endpoints as an observation} */
  public final FourTuple tuple() {
    return new FourTuple(
        new Endpoint(new Address(clientHigh, clientLow), clientPort),
        new Endpoint(new Address(serverHigh, serverLow), serverPort));
  }
}
