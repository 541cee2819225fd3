package io.synscope.analysis;

import io.synscope.observation.Address;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.wire.IcmpError;
import io.synscope.wire.Packet;

/** An ICMP error as a fact. */
final class IcmpFacts {
  private IcmpFacts() {}

  static IcmpReport of(Packet packet, IcmpError error, Party quoted, boolean valid) {
    return new IcmpReport(
        new Moment(packet.nanos(), packet.frame()),
        error.type(),
        error.code(),
        error.ipv6(),
        new Address(packet.sourceHigh(), packet.sourceLow()),
        error.nextHopMtu(),
        quoted,
        error.quotedHopLimit(),
        valid);
  }
}
