package io.synscope.analysis;

import io.synscope.capture.CaptureQuality;
import io.synscope.lookup.NameTracker;
import io.synscope.lookup.NeighbourTracker;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Observations;
import io.synscope.redis.Exchanges;
import io.synscope.wire.IcmpError;
import io.synscope.wire.Packet;
import java.util.List;

/** Hands each packet to whoever listens to its kind, and gathers what they noted at the end. */
final class PacketSorter {
  private final AnalysisOptions options;
  private final Folds folds;
  private final Exchanges exchanges;
  private final ConnectionTable connections;
  private final NameTracker names = new NameTracker();
  private final NeighbourTracker neighbours = new NeighbourTracker();
  private final IcmpError icmp = new IcmpError();
  private final Outbound outbound = new Outbound();
  private long packets;
  private long tcpPackets;
  private long unmatchedIcmp;
  private long firstNanos = Moment.NEVER;
  private long lastNanos = Moment.NEVER;

  PacketSorter(AnalysisOptions options) {
    this.options = options;
    folds = new Folds(options.budget(), options.unkept());
    exchanges = new Exchanges(options.showKeys(), options.exchanges(), options.redisPorts());
    connections =
        new ConnectionTable(
            options.budget(),
            folds,
            new Roles(options.redisPorts()),
            connection -> exchanges.dialogue(new OverTcp(connection)),
            folds::add);
  }

  void on(Packet packet) {
    packets++;
    lastNanos = Math.max(lastNanos, packet.nanos());
    firstNanos = firstNanos == Moment.NEVER ? packet.nanos() : Math.min(firstNanos, packet.nanos());
    switch (packet.kind()) {
      case TCP -> {
        tcpPackets++;
        outbound.on(packet);
        connections.segment(packet);
      }
      case ICMP -> onIcmp(packet);
      case UDP -> names.on(packet);
      case ARP -> neighbours.on(packet);
      case FRAGMENT, OTHER, TRUNCATED, MALFORMED, UNSUPPORTED_LINK -> {
        // counted by the capture's quality
      }
    }
  }

  private void onIcmp(Packet packet) {
    if (icmp.wrap(packet)
        && icmp.isError()
        && icmp.quotesTcp()
        && !connections.icmp(packet, icmp)) {
      unmatchedIcmp++;
    }
  }

  Folds folds() {
    return folds;
  }

  Exchanges exchanges() {
    return exchanges;
  }

  long unmatchedIcmp() {
    return unmatchedIcmp;
  }

  /**
   * The capture is over.
   *
   * @return everything that was noted
   */
  Observations finish(CaptureQuality quality) {
    exchanges.clock(lastNanos);
    connections.finish();
    exchanges.finish();
    List<ConnectionAttempt> attempts = folds.attempts();
    CaptureFacts capture =
        new CaptureFacts(
            firstNanos,
            lastNanos,
            packets,
            tcpPackets,
            Math.max(0, quality.dropped()),
            quality.cutPackets(),
            connections.recent().atSameHop(),
            connections.recent().atOtherHop(),
            cooked(quality),
            outbound.fromClients(),
            outbound.fromServers());
    return new Observations(
        attempts,
        folds.folded(),
        names.facts(),
        neighbours.facts(),
        StallFacts.of(exchanges.stalls(), attempts),
        capture,
        options.vantage());
  }

  private static boolean cooked(CaptureQuality quality) {
    return quality.files().stream()
        .anyMatch(file -> file.linkTypes().stream().anyMatch(link -> link.contains("SLL")));
  }
}
