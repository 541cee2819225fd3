package io.synscope.analysis;

import io.synscope.capture.CaptureQuality;
import io.synscope.capture.PacketBatch;
import io.synscope.lookup.NameTracker;
import io.synscope.lookup.NeighbourTracker;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.FoldedAttempts;
import io.synscope.observation.Moment;
import io.synscope.observation.Observations;
import io.synscope.observation.Stall;
import io.synscope.redis.Exchanges;
import io.synscope.wire.IcmpError;
import io.synscope.wire.Packet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hands each packet to whoever listens to its kind, and gathers what they noted at the end. */
final class PacketSorter implements AutoCloseable {
  private final AnalysisOptions options;
  private final Folds folds;
  private final Exchanges exchanges;
  private final Optional<LaterHearing> later;
  private final ConnectionTable connections;
  private final NameTracker names = new NameTracker();
  private final NeighbourTracker neighbours = new NeighbourTracker();
  private final IcmpError icmp = new IcmpError();
  private final Outbound outbound = new Outbound();
  private final ClockJumps clock;
  private final TimeOrder order = new TimeOrder();
  private @Nullable PacketBatch batch; // where nobody hears later
  private long packets;
  private long tcpPackets;
  private long unmatchedIcmp;
  private long firstNanos = Moment.NEVER;
  private long lastNanos = Moment.NEVER;

  /**
   * A sorter.
   *
   * @param newest whether the newest attempts are kept where there is no room for all, not the
   *     first
   * @param hearsLater whether another thread hears what connections say
   */
  PacketSorter(AnalysisOptions options, boolean newest, boolean hearsLater) {
    this.options = options;
    folds = new Folds(options.budget(), newest, options.unkept());
    exchanges = new Exchanges(options.showKeys(), options.exchanges(), options.redisPorts());
    PromptHearing prompt = new PromptHearing(exchanges, folds);
    later = hearsLater ? Optional.of(new LaterHearing(prompt)) : Optional.empty();
    Hearing hearing = hearsLater ? later.get() : prompt;
    connections =
        new ConnectionTable(options.budget(), folds, new Roles(options.redisPorts()), hearing);
    clock = new ClockJumps(connections);
  }

  /** {@return whether there was another batch of packets to take; if not, all is heard} */
  boolean takeNext(Lookahead packets) throws IOException {
    PacketBatch batch = later.map(LaterHearing::batch).orElseGet(this::ownBatch);
    if (!packets.fill(batch)) {
      later.ifPresent(LaterHearing::close);
      return false;
    }
    take(batch, packets);
    later.ifPresent(LaterHearing::next);
    return true;
  }

  private PacketBatch ownBatch() {
    PacketBatch own = batch == null ? new PacketBatch() : batch;
    batch = own;
    return own;
  }

  /** Nothing more is taken; what was is heard. */
  @Override
  public void close() {
    later.ifPresent(LaterHearing::close);
  }

  private void take(PacketBatch batch, Lookahead following) throws IOException {
    for (int i = 0; i < batch.count(); i++) {
      clock.correct(batch, i, following);
      on(batch.packet(i));
    }
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
      case TRUNCATED -> {
        if (packet.isPortsOnly()) {
          connections.cutHeader(packet);
        }
      }
      case FRAGMENT, OTHER, MALFORMED, UNSUPPORTED_LINK -> {
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

  ClockJumps clock() {
    return clock;
  }

  TimeOrder order() {
    return order;
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

  long packets() {
    return packets;
  }

  long lastNanos() {
    return lastNanos;
  }

  /** Says what time it is, where that is known without packets. */
  void clock(long nanos) {
    exchanges.clock(nanos);
    connections.expire(nanos);
  }

  /**
   * What was noted since then, as it stands; the capture goes on.
   *
   * @param most attempts at most: half of them that are over, half that are not
   */
  Observations soFar(long sinceNanos, long nowNanos, int most, CaptureQuality quality) {
    List<ConnectionAttempt> over = folds.since(sinceNanos);
    List<ConnectionAttempt> attempts =
        Stream.concat(
                over.stream().skip(Math.max(0, over.size() - most / 2)),
                connections.soFar(sinceNanos, nowNanos, most / 2).stream())
            .sorted(Folds.BY_TIME)
            .toList();
    List<Stall> stalls =
        exchanges.stalls().stream().filter(stall -> stall.start().nanos() >= sinceNanos).toList();
    long first = firstNanos == Moment.NEVER ? nowNanos : Math.max(firstNanos, sinceNanos);
    return facts(attempts, List.of(), stalls, capture(first, nowNanos, quality));
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
    return facts(
        folds.attempts(),
        folds.folded(),
        exchanges.stalls(),
        capture(firstNanos, lastNanos, quality));
  }

  private Observations facts(
      List<ConnectionAttempt> attempts,
      List<FoldedAttempts> folded,
      List<Stall> stalls,
      CaptureFacts capture) {
    return new Observations(
        attempts,
        folded,
        names.facts(),
        neighbours.facts(),
        StallFacts.of(stalls, attempts),
        capture,
        options.vantage());
  }

  private CaptureFacts capture(long fromNanos, long untilNanos, CaptureQuality quality) {
    return new CaptureFacts(
        fromNanos,
        untilNanos,
        packets,
        tcpPackets,
        Math.max(0, quality.dropped()),
        quality.cutPackets(),
        connections.recent().atSameHop(),
        connections.recent().atOtherHop(),
        cooked(quality),
        outbound.fromClients(),
        outbound.fromServers());
  }

  private static boolean cooked(CaptureQuality quality) {
    return quality.files().stream()
        .anyMatch(file -> file.linkTypes().stream().anyMatch(link -> link.contains("SLL")));
  }
}
