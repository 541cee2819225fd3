package io.synscope.analysis;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tallies of what is counted and not kept, by listener. Beyond 4096 listeners all are counted
 * together, under {@code [::]:0}.
 */
final class FoldedListeners {
  private static final int LISTENERS_KEPT = 4096;

  private final Map<Endpoint, ListenerTally> tallies = new HashMap<>();
  private final ListenerTally elsewhere = new ListenerTally(new Endpoint(new Address(0, 0), 0));
  private ListenerTally latest = elsewhere;

  /** {@return the tally that was asked for last: in a flood it is the same again and again} */
  ListenerTally latest() {
    return latest;
  }

  /** {@return the tally of this listener} */
  ListenerTally of(Endpoint server) {
    ListenerTally tally = tallies.get(server);
    if (tally == null && tallies.size() < LISTENERS_KEPT) {
      tally = new ListenerTally(server);
      tallies.put(server, tally);
    }
    if (tally == null) {
      return elsewhere;
    }
    latest = tally;
    return tally;
  }

  /** Adds what others counted. */
  void merge(FoldedListeners others) {
    others.tallies.forEach((server, tally) -> of(server).merge(tally));
    elsewhere.merge(others.elsewhere);
  }

  /** Hands over every tally in which there is something. */
  void forEach(Consumer<ListenerTally> visitor) {
    tallies.values().forEach(visitor);
    if (elsewhere.any()) {
      visitor.accept(elsewhere);
    }
  }
}
