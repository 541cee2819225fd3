package io.synscope.tcp;

import io.synscope.observation.Conversation;
import io.synscope.observation.Party;
import io.synscope.wire.Packet;
import org.jspecify.annotations.Nullable;

/** What both ends of a connection say, put in order for one listener. */
final class Speech {
  private final StreamListener listener;
  private @Nullable StreamAssembler client;
  private @Nullable StreamAssembler server;

  Speech(StreamListener listener) {
    this.listener = listener;
  }

  /** Hears a segment with data. */
  void segment(Packet packet, SendingSide sender) {
    stream(sender.party)
        .segment(
            sender.space.offset(packet.sequenceNumber()),
            packet.nanos(),
            packet.frame(),
            packet.bytes(),
            packet.payloadOffset(),
            packet.payloadCaptured(),
            packet.payloadLength(),
            packet.has(Packet.PSH));
  }

  /** Hears data that the client's SYN bore and the server took. */
  void opened(FastOpenRequest request) {
    request.deliver(stream(Party.CLIENT));
  }

  /** Hears that everything which this party sent before the offset has arrived. */
  void acknowledged(Party sender, long offset, Packet packet) {
    stream(sender).acknowledged(offset, packet.nanos(), packet.frame());
    listener.acknowledged(
        sender, packet.nanos(), packet.frame(), offset, packet.payloadLength() == 0);
  }

  void handshakeWentOn() {
    listener.handshakeWentOn();
  }

  void ended(Party by, Packet packet, boolean byReset) {
    listener.ended(by, packet.nanos(), packet.frame(), byReset);
  }

  /** {@return whether this party has said anything} */
  boolean heard(Party party) {
    return (party == Party.CLIENT ? client : server) != null;
  }

  private StreamAssembler stream(Party party) {
    StreamAssembler known = party == Party.CLIENT ? client : server;
    if (known != null) {
      return known;
    }
    StreamAssembler begun = new StreamAssembler(party, listener);
    if (party == Party.CLIENT) {
      client = begun;
    } else {
      server = begun;
    }
    return begun;
  }

  /** {@return what was said; nothing more will be} */
  Conversation conversation() {
    return listener.conversation();
  }

  /** {@return what was said so far} */
  Conversation soFar() {
    return listener.soFar();
  }
}
