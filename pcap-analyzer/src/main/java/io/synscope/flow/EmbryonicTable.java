package io.synscope.flow;

import io.synscope.observation.Endpoint;
import io.synscope.wire.Packet;

/**
 * SYNs that nothing has answered yet, one compact record each: what a SYN flood costs is bounded
 * here.
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
  private static final int LONGS = RECORD_BYTES / Long.BYTES;
  private static final int HASH = 0;
  private static final int SOURCE_HIGH = 1;
  private static final int SOURCE_LOW = 2;
  private static final int DESTINATION_HIGH = 3;
  private static final int DESTINATION_LOW = 4;
  private static final int PORTS = 5; // source port, destination port, sequence number
  private static final int NANOS = 6;
  private static final int FRAME = 7;
  private static final int STAMP = 8; // TSval, window, hop limit, has-timestamps
  private static final int OPTIONS = 9; // MSS, payload length, identification, window scale + 1

  private final int maximumSets;
  private long[] records = new long[128 * WAYS * LONGS];
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
   * {@return slot of the record with the packet's endpoints in the packet's direction, or reversed;
   * {@link #ABSENT} if none}
   */
  public int find(Packet packet, long hash, boolean reversed) {
    int first = setOf(hash, sets());
    for (int slot = first; slot < first + WAYS; slot++) {
      int at = slot * LONGS;
      if (records[at + HASH] == hash && matches(at, packet, reversed)) {
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
      if (records[slot * LONGS + HASH] == hash && key(slot).equals(key)) {
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
    write(slot * LONGS, packet, hash, syn);
    size++;
  }

  /** Reads the SYN in {@code slot}. */
  public FirstSyn read(int slot, FirstSyn into) {
    int at = slot * LONGS;
    into.nanos = records[at + NANOS];
    into.frame = records[at + FRAME];
    into.sequenceNumber = (int) records[at + PORTS];
    into.timestampValue = (int) (records[at + STAMP] >>> 32);
    into.window = (int) (records[at + STAMP] >>> 16) & 0xffff;
    into.hopLimit = (int) (records[at + STAMP] >>> 8) & 0xff;
    into.timestamps = (records[at + STAMP] & 1) != 0;
    into.mss = (int) (records[at + OPTIONS] >>> 48);
    into.payloadLength = (int) (records[at + OPTIONS] >>> 32) & 0xffff;
    into.identification = (int) (records[at + OPTIONS] >>> 16) & 0xffff;
    into.windowScale = ((int) records[at + OPTIONS] & 0xffff) - 1;
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
    return records[slot * LONGS + NANOS];
  }

  /** Forgets the record in {@code slot}. */
  public void remove(int slot) {
    records[slot * LONGS + HASH] = 0;
    size--;
  }

  /** {@return number of slots to visit with {@link #occupied}} */
  public int slots() {
    return records.length / LONGS;
  }

  /** {@return whether there is a record in {@code slot}} */
  public boolean occupied(int slot) {
    return records[slot * LONGS + HASH] != 0;
  }

  private boolean matches(int at, Packet packet, boolean reversed) {
    long sourceHigh = reversed ? packet.destinationHigh() : packet.sourceHigh();
    long sourceLow = reversed ? packet.destinationLow() : packet.sourceLow();
    int sourcePort = reversed ? packet.destinationPort() : packet.sourcePort();
    int destinationPort = reversed ? packet.sourcePort() : packet.destinationPort();
    return records[at + SOURCE_LOW] == sourceLow
        && records[at + SOURCE_HIGH] == sourceHigh
        && records[at + PORTS] >>> 32 == ((long) sourcePort << 16 | destinationPort)
        && records[at + DESTINATION_LOW]
            == (reversed ? packet.sourceLow() : packet.destinationLow())
        && records[at + DESTINATION_HIGH]
            == (reversed ? packet.sourceHigh() : packet.destinationHigh());
  }

  private void write(int at, Packet packet, long hash, FirstSyn syn) {
    records[at + HASH] = hash;
    records[at + SOURCE_HIGH] = packet.sourceHigh();
    records[at + SOURCE_LOW] = packet.sourceLow();
    records[at + DESTINATION_HIGH] = packet.destinationHigh();
    records[at + DESTINATION_LOW] = packet.destinationLow();
    records[at + PORTS] =
        (long) packet.sourcePort() << 48
            | (long) packet.destinationPort() << 32
            | syn.sequenceNumber & 0xffff_ffffL;
    records[at + NANOS] = syn.nanos;
    records[at + FRAME] = syn.frame;
    records[at + STAMP] =
        (long) syn.timestampValue << 32
            | (long) syn.window << 16
            | (long) syn.hopLimit << 8
            | (syn.timestamps ? 1 : 0);
    records[at + OPTIONS] =
        (long) syn.mss << 48
            | (long) Math.min(syn.payloadLength, 0xffff) << 32
            | (long) syn.identification << 16
            | syn.windowScale + 1;
  }

  private int sets() {
    return records.length / (WAYS * LONGS);
  }

  private static int setOf(long hash, int sets) {
    return ((int) (hash >>> 17) & (sets - 1)) * WAYS;
  }

  private int freeSlot(long hash) {
    int first = setOf(hash, sets());
    for (int slot = first; slot < first + WAYS; slot++) {
      if (records[slot * LONGS + HASH] == 0) {
        return slot;
      }
    }
    return ABSENT;
  }

  private int oldestSlot(long hash) {
    int first = setOf(hash, sets());
    int oldest = first;
    for (int slot = first + 1; slot < first + WAYS; slot++) {
      if (records[slot * LONGS + NANOS] < records[oldest * LONGS + NANOS]) {
        oldest = slot;
      }
    }
    return oldest;
  }

  /** Doubling spreads each set over two, so every record finds room. */
  private void grow() {
    long[] old = records;
    records = new long[old.length * 2];
    int sets = sets();
    for (int at = 0; at < old.length; at += LONGS) {
      if (old[at + HASH] != 0) {
        int slot = freeSlotIn(setOf(old[at + HASH], sets));
        System.arraycopy(old, at, records, slot * LONGS, LONGS);
      }
    }
  }

  private int freeSlotIn(int first) {
    int slot = first;
    while (records[slot * LONGS + HASH] != 0) {
      slot++;
    }
    return slot;
  }
}
