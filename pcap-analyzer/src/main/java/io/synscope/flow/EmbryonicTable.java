package io.synscope.flow;

import io.synscope.observation.Endpoint;
import io.synscope.wire.Packet;

/**
 * SYNs that nothing has answered yet, one compact record each: what a SYN flood costs is bounded
 * here.
 *
 * <p>Sets of eight records: their hashes lie together, in one cache line, and so do their times;
 * the rest of each record fills a line of its own.
 *
 * <p>A record is promoted to a full connection by whatever comes second: a repetition, an answer.
 * When the table is as large as it may be, the oldest record of a set makes room and the caller
 * folds it into its listener's counters.
 */
public final class EmbryonicTable {
  /** Told of a record that made room for another. */
  public interface Folding {
    /** The record in {@code slot} is about to be overwritten. */
    void fold(EmbryonicTable table, int slot);
  }

  /** Bytes of one record. */
  public static final int RECORD_BYTES = 80;

  /** What {@link #find} answers when there is no such record. */
  public static final int ABSENT = -1;

  private static final int WAYS = 8;
  private static final int LONGS = RECORD_BYTES / Long.BYTES - 2; // beside hash and time
  private static final int SOURCE_HIGH = 0;
  private static final int SOURCE_LOW = 1;
  private static final int DESTINATION_HIGH = 2;
  private static final int DESTINATION_LOW = 3;
  private static final int PORTS = 4; // source port, destination port, sequence number
  private static final int FRAME = 5;
  private static final int STAMP = 6; // TSval, window, hop limit, has-timestamps
  private static final int OPTIONS = 7; // MSS, payload length, identification

  private final int maximumSets;
  private long[] hashes = new long[128 * WAYS]; // 0: free
  private long[] nanos = new long[hashes.length];
  private long[] records = new long[hashes.length * LONGS];
  private int size;

  /** A table of at most {@code budgetBytes}. */
  public EmbryonicTable(long budgetBytes) {
    long sets = Math.max(128, budgetBytes / (RECORD_BYTES * WAYS));
    maximumSets = (int) Math.min(Long.highestOneBit(sets), 1 << 20);
  }

  /** {@return how many SYNs are waiting} */
  public int size() {
    return size;
  }

  /**
   * {@return slot of the record whose endpoints are the packet's, in either direction; {@link
   * #ABSENT} if none}
   */
  public int find(Packet packet, long hash) {
    int first = setOf(hash, sets());
    for (int slot = first; slot < first + WAYS; slot++) {
      if (hashes[slot] == hash && (asks(slot, packet) || isAnsweredBy(packet, slot))) {
        return slot;
      }
    }
    return ABSENT;
  }

  /** {@return slot of the record with exactly this client and server; {@link #ABSENT} if none} */
  public int find(FlowKey key) {
    long hash = key.hash();
    int first = setOf(hash, sets());
    for (int slot = first; slot < first + WAYS; slot++) {
      if (hashes[slot] == hash && key(slot).equals(key)) {
        return slot;
      }
    }
    return ABSENT;
  }

  /** Adds the SYN that {@code packet} bears. */
  public void put(Packet packet, long hash, FirstSyn syn, Folding folding) {
    int slot = freeSlot(hash);
    while (slot == ABSENT && sets() < maximumSets) {
      grow();
      slot = freeSlot(hash);
    }
    if (slot == ABSENT) {
      slot = oldestSlot(hash);
      folding.fold(this, slot);
      size--;
    }
    hashes[slot] = hash;
    nanos[slot] = syn.nanos;
    write(slot * LONGS, packet, syn);
    size++;
  }

  /** Reads the SYN in {@code slot}. */
  public FirstSyn read(int slot, FirstSyn into) {
    int at = slot * LONGS;
    into.nanos = nanos[slot];
    into.frame = records[at + FRAME];
    into.sequenceNumber = (int) records[at + PORTS];
    into.timestampValue = (int) (records[at + STAMP] >>> 32);
    into.window = (int) (records[at + STAMP] >>> 16) & 0xffff;
    into.hopLimit = (int) (records[at + STAMP] >>> 8) & 0xff;
    into.timestamps = (records[at + STAMP] & 1) != 0;
    into.mss = (int) (records[at + OPTIONS] >>> 48);
    into.payloadLength = (int) (records[at + OPTIONS] >>> 32) & 0xffff;
    into.identification = (int) (records[at + OPTIONS] >>> 16) & 0xffff;
    return into;
  }

  /** {@return the endpoints of the record in {@code slot}} */
  public FlowKey key(int slot) {
    int at = slot * LONGS;
    return new FlowKey(
        records[at + SOURCE_HIGH],
        records[at + SOURCE_LOW],
        (int) (records[at + PORTS] >>> 48),
        records[at + DESTINATION_HIGH],
        records[at + DESTINATION_LOW],
        (int) (records[at + PORTS] >>> 32) & 0xffff);
  }

  /** {@return whether the SYN in {@code slot} asks this listener} */
  public boolean asks(int slot, Endpoint listener) {
    int at = slot * LONGS;
    return records[at + DESTINATION_LOW] == listener.address().low()
        && records[at + DESTINATION_HIGH] == listener.address().high()
        && ((int) (records[at + PORTS] >>> 32) & 0xffff) == listener.port();
  }

  /** {@return the first half of the asking address} */
  public long clientHigh(int slot) {
    return records[slot * LONGS + SOURCE_HIGH];
  }

  /** {@return the second half of the asking address} */
  public long clientLow(int slot) {
    return records[slot * LONGS + SOURCE_LOW];
  }

  /** {@return when the SYN in {@code slot} was captured} */
  public long nanos(int slot) {
    return nanos[slot];
  }

  /** Forgets the record in {@code slot}. */
  public void remove(int slot) {
    hashes[slot] = 0;
    size--;
  }

  /** {@return number of slots to visit with {@link #occupied}} */
  public int slots() {
    return hashes.length;
  }

  /** {@return whether there is a record in {@code slot}} */
  public boolean occupied(int slot) {
    return hashes[slot] != 0;
  }

  /** {@return whether the packet goes from the one who asked to the one who was asked} */
  private boolean asks(int slot, Packet packet) {
    return runs(
        slot,
        packet.sourceHigh(),
        packet.sourceLow(),
        packet.sourcePort(),
        packet.destinationHigh(),
        packet.destinationLow(),
        packet.destinationPort());
  }

  private boolean isAnsweredBy(Packet packet, int slot) {
    return runs(
        slot,
        packet.destinationHigh(),
        packet.destinationLow(),
        packet.destinationPort(),
        packet.sourceHigh(),
        packet.sourceLow(),
        packet.sourcePort());
  }

  private boolean runs(
      int slot, long high, long low, int port, long otherHigh, long otherLow, int otherPort) {
    int at = slot * LONGS;
    return records[at + PORTS] >>> 32 == ((long) port << 16 | otherPort)
        && records[at + SOURCE_LOW] == low
        && records[at + SOURCE_HIGH] == high
        && records[at + DESTINATION_LOW] == otherLow
        && records[at + DESTINATION_HIGH] == otherHigh;
  }

  private void write(int at, Packet packet, FirstSyn syn) {
    records[at + SOURCE_HIGH] = packet.sourceHigh();
    records[at + SOURCE_LOW] = packet.sourceLow();
    records[at + DESTINATION_HIGH] = packet.destinationHigh();
    records[at + DESTINATION_LOW] = packet.destinationLow();
    records[at + PORTS] =
        (long) packet.sourcePort() << 48
            | (long) packet.destinationPort() << 32
            | syn.sequenceNumber & 0xffff_ffffL;
    records[at + FRAME] = syn.frame;
    records[at + STAMP] =
        (long) syn.timestampValue << 32
            | (long) syn.window << 16
            | (long) syn.hopLimit << 8
            | (syn.timestamps ? 1 : 0);
    records[at + OPTIONS] =
        (long) syn.mss << 48
            | (long) Math.min(syn.payloadLength, 0xffff) << 32
            | (long) syn.identification << 16;
  }

  private int sets() {
    return hashes.length / WAYS;
  }

  private static int setOf(long hash, int sets) {
    return ((int) (hash >>> 17) & (sets - 1)) * WAYS;
  }

  private int freeSlot(long hash) {
    int first = setOf(hash, sets());
    for (int slot = first; slot < first + WAYS; slot++) {
      if (hashes[slot] == 0) {
        return slot;
      }
    }
    return ABSENT;
  }

  private int oldestSlot(long hash) {
    int first = setOf(hash, sets());
    int oldest = first;
    for (int slot = first + 1; slot < first + WAYS; slot++) {
      if (nanos[slot] < nanos[oldest]) {
        oldest = slot;
      }
    }
    return oldest;
  }

  /** Doubling spreads each set over two, so every record finds room. */
  private void grow() {
    long[] oldHashes = hashes;
    long[] oldNanos = nanos;
    long[] old = records;
    hashes = new long[oldHashes.length * 2];
    nanos = new long[oldNanos.length * 2];
    records = new long[old.length * 2];
    int sets = sets();
    for (int from = 0; from < oldHashes.length; from++) {
      if (oldHashes[from] != 0) {
        int slot = freeSlotIn(setOf(oldHashes[from], sets));
        hashes[slot] = oldHashes[from];
        nanos[slot] = oldNanos[from];
        System.arraycopy(old, from * LONGS, records, slot * LONGS, LONGS);
      }
    }
  }

  private int freeSlotIn(int first) {
    int slot = first;
    while (hashes[slot] != 0) {
      slot++;
    }
    return slot;
  }
}
