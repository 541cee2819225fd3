package io.synscope.evidence;

import io.synscope.flow.FlowKey;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Party;
import io.synscope.wire.IcmpError;
import io.synscope.wire.Packet;
import io.synscope.wire.PacketKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the rungs of every connection of one exhibit, and keeps the ladder that shows most. */
final class LadderBuilder {
  private static final int RUNGS_KEPT = 400;
  private static final int RUNGS_SHOWN = 48;

  private final Exhibit exhibit;
  private final Map<FourTuple, List<Rung>> ladders = new LinkedHashMap<>();
  private final Map<FourTuple, SegmentWords> words = new LinkedHashMap<>();
  private final Map<FourTuple, Integer> unkept = new HashMap<>();
  private final IcmpError icmp = new IcmpError();

  LadderBuilder(Exhibit exhibit) {
    this.exhibit = exhibit;
  }

  void on(Packet packet) {
    if (packet.kind() == PacketKind.TCP && exhibit.holds(packet)) {
      segment(packet);
    } else if (packet.kind() == PacketKind.ICMP
        && !exhibit.shows(packet.frame()).isEmpty()
        && icmp.wrap(packet)
        && icmp.quotesTcp()) {
      error(packet);
    }
  }

  private void segment(Packet packet) {
    FlowKey key = FlowKey.of(packet, false);
    boolean byServer =
        exhibit
            .finding()
            .server()
            .map(server -> server.equals(key.client()))
            .orElse(ladders.containsKey(tuple(packet, true)));
    FourTuple tuple = tuple(packet, byServer);
    Party from = byServer ? Party.SERVER : Party.CLIENT;
    String line = words.computeIfAbsent(tuple, none -> new SegmentWords()).of(packet, from);
    add(tuple, new Rung(packet.frame(), packet.nanos(), from, line, exhibit.shows(packet.frame())));
  }

  private static FourTuple tuple(Packet packet, boolean reversed) {
    FlowKey key = FlowKey.of(packet, reversed);
    return new FourTuple(key.client(), key.server());
  }

  private void error(Packet packet) {
    FlowKey key =
        new FlowKey(
            icmp.quotedSourceHigh(),
            icmp.quotedSourceLow(),
            icmp.quotedSourcePort(),
            icmp.quotedDestinationHigh(),
            icmp.quotedDestinationLow(),
            icmp.quotedDestinationPort());
    boolean quotesServer =
        exhibit.finding().server().map(server -> server.equals(key.client())).orElse(false);
    FourTuple tuple =
        quotesServer
            ? new FourTuple(key.server(), key.client())
            : new FourTuple(key.client(), key.server());
    String line = SegmentWords.of(icmp, packet);
    add(
        tuple,
        new Rung(
            packet.frame(),
            packet.nanos(),
            quotesServer ? Party.CLIENT : Party.SERVER,
            line,
            exhibit.shows(packet.frame())));
  }

  private void add(FourTuple tuple, Rung rung) {
    List<Rung> rungs = ladders.computeIfAbsent(tuple, none -> new ArrayList<>());
    if (rungs.size() < RUNGS_KEPT || !rung.decisive().isEmpty()) {
      rungs.add(rung);
    } else {
      unkept.merge(tuple, 1, Integer::sum);
    }
  }

  /**
   * {@return the connection with the most decisive packets; empty when none of them is a segment}
   */
  Optional<Ladder> build() {
    FourTuple best = null;
    long most = -1;
    for (Map.Entry<FourTuple, List<Rung>> ladder : ladders.entrySet()) {
      long decisive = ladder.getValue().stream().filter(rung -> !rung.decisive().isEmpty()).count();
      if (decisive > most) {
        most = decisive;
        best = ladder.getKey();
      }
    }
    return Optional.ofNullable(best).map(tuple -> shortened(tuple));
  }

  private Ladder shortened(FourTuple tuple) {
    List<Rung> rungs = ladders.getOrDefault(tuple, List.of());
    int omitted = unkept.getOrDefault(tuple, 0);
    if (rungs.size() <= RUNGS_SHOWN) {
      return new Ladder(tuple, List.copyOf(rungs), omitted);
    }
    List<Rung> shown = new ArrayList<>();
    for (int i = 0; i < rungs.size(); i++) {
      boolean edge = i < RUNGS_SHOWN / 4 || i >= rungs.size() - RUNGS_SHOWN / 4;
      if (edge || !rungs.get(i).decisive().isEmpty() && shown.size() < RUNGS_SHOWN * 3 / 4) {
        shown.add(rungs.get(i));
      }
    }
    return new Ladder(tuple, List.copyOf(shown), omitted + rungs.size() - shown.size());
  }
}
