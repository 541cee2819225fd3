package io.synscope.lookup;

import io.synscope.observation.Address;
import io.synscope.observation.Moment;
import io.synscope.observation.NeighbourQuery;
import io.synscope.wire.Arp;
import io.synscope.wire.Packet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Broadcast ARP requests and whether their target ever answered: the first 4096 pairs. */
public final class NeighbourTracker {
  private static final int PAIRS_KEPT = 4096;
  private static final int TIMES_KEPT = 16;
  private static final long SECOND_CAPTURE_NANOS = 50_000_000;

  private final Arp arp = new Arp();
  private final Map<Key, List<Moment>> asked = new LinkedHashMap<>();
  private final Set<Address> present = new HashSet<>();

  /** Hears an ARP message. */
  public void on(Packet packet) {
    if (!arp.wrap(packet)) {
      return;
    }
    Address sender = new Address(0, arp.senderAddress());
    if (present.size() < PAIRS_KEPT) {
      present.add(sender);
    }
    if (arp.isRequest() && arp.targetHardwareAddress() == 0) {
      Key key = new Key(sender, new Address(0, arp.targetAddress()));
      List<Moment> times = asked.get(key);
      if (times == null && asked.size() < PAIRS_KEPT) {
        times = new ArrayList<>(3);
        asked.put(key, times);
      }
      if (times != null && times.size() < TIMES_KEPT && !isSecondCapture(times, packet)) {
        times.add(new Moment(packet.nanos(), packet.frame()));
      }
    }
  }

  /** A host asks again after a second; what comes at once was captured twice. */
  static boolean isSecondCapture(List<Moment> times, Packet packet) {
    return !times.isEmpty()
        && packet.nanos() - times.get(times.size() - 1).nanos() < SECOND_CAPTURE_NANOS;
  }

  /** {@return the requests by asker and target, in the order in which they were first seen} */
  public List<NeighbourQuery> facts() {
    List<NeighbourQuery> facts = new ArrayList<>();
    asked.forEach(
        (key, times) ->
            facts.add(
                new NeighbourQuery(
                    key.asker, key.target, List.copyOf(times), present.contains(key.target))));
    return facts;
  }

  private record Key(Address asker, Address target) {}
}
