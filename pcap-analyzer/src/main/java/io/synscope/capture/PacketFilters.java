package io.synscope.capture;

import io.synscope.wire.Arp;
import io.synscope.wire.IcmpError;
import io.synscope.wire.Packet;
import io.synscope.wire.PacketKind;
import java.util.List;

/**
 * Filters that need no libpcap.
 *
 * <p>They know what tcpdump's do not: an ICMP error belongs to the connection that it quotes, and a
 * tunnelled packet is judged by its innermost addresses.
 */
public final class PacketFilters {
  private static final int LARGEST_PORT = 65_535;
  private static final long FRAME_NUMBER = (1L << 40) - 1;

  /**
   * Packets are stamped a little out of order; only this far behind the end can nothing earlier
   * follow.
   */
  private static final long DISORDER_NANOS = 60_000_000_000L;

  private PacketFilters() {}

  /**
   * {@return a filter of packets from or to this address, and of ICMP errors about such packets}
   *
   * @param address a literal, or a network such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException where it is neither
   */
  public static PacketFilter net(String address) {
    return new NetFilter(AddressRange.parse(address));
  }

  /**
   * {@return a filter of TCP and UDP packets from or to this port, and of ICMP errors about such
   * packets}
   *
   * @throws IllegalArgumentException where there is no such port
   */
  public static PacketFilter port(int port) {
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("port " + port + " does not exist (0 to 65535)");
    }
    return new PortFilter(port);
  }

  /** {@return a filter of packets captured at this time or later} */
  public static PacketFilter from(long nanos) {
    return packet -> packet.nanos() >= nanos;
  }

  /** {@return a filter of packets captured at this time or earlier} */
  public static PacketFilter until(long nanos) {
    return new UntilFilter(nanos);
  }

  /** {@return a filter of frames by their numbers in their files, both ends included} */
  public static PacketFilter frames(long first, long last) {
    return packet -> {
      long number = packet.frame() & FRAME_NUMBER;
      return number >= first && number <= last;
    };
  }

  /**
   * {@return a filter that is done after so many packets; as the last of {@link #all}, of those
   * that the others accept}
   */
  public static PacketFilter count(long packets) {
    return new CountFilter(packets);
  }

  /** {@return what every one of these accepts, asked in this order} */
  public static PacketFilter all(List<PacketFilter> filters) {
    return filters.size() == 1 ? filters.get(0) : new AllFilter(List.copyOf(filters));
  }

  /** {@return what any of these accepts: several hosts, several ports} */
  public static PacketFilter any(List<PacketFilter> filters) {
    return filters.size() == 1 ? filters.get(0) : new AnyFilter(List.copyOf(filters));
  }

  private static final class NetFilter implements PacketFilter {
    private final AddressRange range;
    private final IcmpError icmp = new IcmpError();
    private final Arp arp = new Arp();

    NetFilter(AddressRange range) {
      this.range = range;
    }

    @Override
    public boolean accepts(Packet packet) {
      return range.contains(packet.sourceHigh(), packet.sourceLow())
          || range.contains(packet.destinationHigh(), packet.destinationLow())
          || packet.kind() == PacketKind.ICMP && quotes(packet)
          || packet.kind() == PacketKind.ARP && asks(packet);
    }

    private boolean quotes(Packet packet) {
      return icmp.wrap(packet)
          && icmp.quotesPacket()
          && (range.contains(icmp.quotedSourceHigh(), icmp.quotedSourceLow())
              || range.contains(icmp.quotedDestinationHigh(), icmp.quotedDestinationLow()));
    }

    private boolean asks(Packet packet) {
      return arp.wrap(packet)
          && (range.contains(0, arp.senderAddress()) || range.contains(0, arp.targetAddress()));
    }
  }

  private static final class PortFilter implements PacketFilter {
    private final int port;
    private final IcmpError icmp = new IcmpError();

    PortFilter(int port) {
      this.port = port;
    }

    @Override
    public boolean accepts(Packet packet) {
      return switch (packet.kind()) {
        case TCP, UDP, TRUNCATED -> packet.sourcePort() == port || packet.destinationPort() == port;
        case ICMP ->
            icmp.wrap(packet)
                && icmp.quotesPacket()
                && (icmp.quotedSourcePort() == port || icmp.quotedDestinationPort() == port);
        case ARP, FRAGMENT, OTHER, MALFORMED, UNSUPPORTED_LINK -> false;
      };
    }
  }

  private static final class UntilFilter implements PacketFilter {
    private final long lastNanos;
    private boolean done;

    UntilFilter(long lastNanos) {
      this.lastNanos = lastNanos;
    }

    @Override
    public boolean accepts(Packet packet) {
      done |= packet.nanos() - DISORDER_NANOS > lastNanos;
      return packet.nanos() <= lastNanos;
    }

    @Override
    public boolean isDone() {
      return done;
    }
  }

  private static final class CountFilter implements PacketFilter {
    private long left;

    CountFilter(long packets) {
      left = packets;
    }

    @Override
    public boolean accepts(Packet packet) {
      return left > 0 && left-- > 0;
    }

    @Override
    public boolean isDone() {
      return left <= 0;
    }
  }

  private static final class AllFilter implements PacketFilter {
    private final List<PacketFilter> filters;

    AllFilter(List<PacketFilter> filters) {
      this.filters = filters;
    }

    @Override
    public boolean accepts(Packet packet) {
      for (PacketFilter filter : filters) {
        if (!filter.accepts(packet)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean isDone() {
      for (PacketFilter filter : filters) {
        if (filter.isDone()) {
          return true;
        }
      }
      return false;
    }
  }

  private static final class AnyFilter implements PacketFilter {
    private final List<PacketFilter> filters;

    AnyFilter(List<PacketFilter> filters) {
      this.filters = filters;
    }

    @Override
    public boolean accepts(Packet packet) {
      for (PacketFilter filter : filters) {
        if (filter.accepts(packet)) {
          return true;
        }
      }
      return false;
    }
  }
}
