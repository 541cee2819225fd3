package io.synscope.analysis;

import io.synscope.observation.Address;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.tcp.Connection;
import io.synscope.wire.IcmpError;
import io.synscope.wire.Packet;

/** An ICMP error as a fact. */
final class IcmpFacts {
  private IcmpFacts() {}

  /** {@return what {@code packet} says of {@code connection}, a segment of which it quotes} */
  static IcmpReport of(Packet packet, IcmpError error, Connection connection) {
    boolean byClient =
        connection.isClient(
            error.quotedSourceHigh(), error.quotedSourceLow(), error.quotedSourcePort());
    Party quoted = byClient ? Party.CLIENT : Party.SERVER;
    return new IcmpReport(
        new Moment(packet.nanos(), packet.frame()),
        error.type(),
        error.code(),
        error.ipv6(),
        new Address(packet.sourceHigh(), packet.sourceLow()),
        error.nextHopMtu(),
        quoted,
        error.quotedHopLimit(),
        connection.outstanding(quoted, error.quotedSequenceNumber()));
  }
}
