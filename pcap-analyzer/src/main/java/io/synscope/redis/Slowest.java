package io.synscope.redis;

import io.synscope.observation.Exchange;
import io.synscope.observation.FourTuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The slowest exchanges of all connections, those that waited by design left out. */
final class Slowest {
  private static final int MAX = 32;

  private final List<Entry> entries = new ArrayList<>();
  private long leastNanos = -1;

  /** An exchange and the connection that it was on. */
  record Entry(FourTuple connection, Exchange exchange) {}

  /** {@return what an exchange must exceed to be among them} */
  long leastNanos() {
    return leastNanos;
  }

  void offer(Exchange exchange, Carrier carrier) {
    if (exchange.totalNanos() > leastNanos()) {
      add(new Entry(carrier.tuple(), exchange));
    }
  }

  private void add(Entry entry) {
    entries.add(entry);
    entries.sort(Comparator.comparingLong((Entry e) -> e.exchange().totalNanos()).reversed());
    if (entries.size() > MAX) {
      entries.remove(MAX);
    }
    leastNanos = entries.size() < MAX ? -1 : entries.get(MAX - 1).exchange().totalNanos();
  }

  /** {@return slowest first} */
  List<Entry> entries() {
    return List.copyOf(entries);
  }

  void merge(Slowest other) {
    other.entries.forEach(this::add);
  }
}
