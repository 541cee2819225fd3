package io.synscope.capture;

import io.synscope.wire.Packet;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Some hundred packets and the bytes that they lie in, filled again and again by one {@link
 * CaptureSource}.
 */
public final class PacketBatch {
  /**
   * How many packets a batch holds unless told otherwise: with their bytes they fit a second-level
   * cache.
   */
  public static final int DEFAULT_PACKETS = 512;

  /** Bytes read at once unless told otherwise; from 64 KiB to 4 MiB all sizes are equally fast. */
  public static final int DEFAULT_BYTES = 256 * 1024;

  private ByteBuffer window;
  private Packet[] packets;
  private int capacity; // packets that are read into it; it may hold others' besides
  private int count;
  private int appended;
  private boolean runsBack;

  /** A batch of the default size. */
  public PacketBatch() {
    this(DEFAULT_PACKETS, DEFAULT_BYTES);
  }

  /**
   * A batch of at most this many packets in about this many bytes; a larger record makes it grow.
   */
  public PacketBatch(int packets, int bytes) {
    this.packets = new Packet[packets];
    capacity = packets;
    Arrays.setAll(this.packets, index -> new Packet());
    window = ByteBuffer.allocateDirect(bytes);
  }

  /** {@return how many packets there are} */
  public int count() {
    return count;
  }

  /** {@return the packet at this index, valid until the batch is filled again} */
  public Packet packet(int index) {
    return packets[index];
  }

  ByteBuffer window() {
    return window;
  }

  int capacity() {
    return capacity;
  }

  boolean isFull() {
    return count == capacity;
  }

  void clear() {
    count = 0;
    appended = 0;
    runsBack = false;
  }

  /** {@return whether a packet is stamped earlier than the one before it in the capture} */
  public boolean runsBack() {
    return runsBack;
  }

  void runsBack(boolean somewhere) {
    runsBack = somewhere;
  }

  /** Puts some of the packets in another order; equal ones keep theirs. */
  public void sort(int from, int to, Comparator<Packet> order) {
    Arrays.sort(packets, from, to, order);
  }

  /**
   * Takes a packet out of the batch that comes next, whose bytes stay where they are: that one may
   * be filled again only after this one.
   */
  public void take(PacketBatch next, int index) {
    if (count == packets.length) {
      packets = Arrays.copyOf(packets, count + Math.max(8, count / 8));
    }
    packets[count++] = next.packets[index];
    next.count--;
    System.arraycopy(next.packets, index + 1, next.packets, index, next.count - index);
    next.packets[next.count] = new Packet();
  }

  /**
   * Copies a frame behind those that were copied before; only where nothing is read straight into
   * the window.
   *
   * @return where it lies, or -1 where it does not fit
   */
  int append(ByteBuffer bytes, int offset, int length) {
    if (length > window.capacity() - appended) {
      if (count > 0) {
        return -1;
      }
      grow(length, 0);
    }
    window.put(appended, bytes, offset, length);
    appended += length;
    return appended - length;
  }

  /** {@return the packet behind the last one; {@link #take} makes it part of the batch} */
  Packet candidate() {
    return packets[count];
  }

  void take() {
    count++;
  }

  /**
   * Makes room for a record of this length; bytes before {@code used} survive, packets must not be
   * there yet.
   */
  void grow(int bytes, int used) {
    ByteBuffer larger = ByteBuffer.allocateDirect(bytes);
    larger.put(0, window, 0, used);
    window = larger;
  }

  /** Trades contents with another batch: how one crosses threads without being copied. */
  public void swap(PacketBatch other) {
    ByteBuffer otherWindow = other.window;
    Packet[] otherPackets = other.packets;
    int otherCapacity = other.capacity;
    int otherCount = other.count;
    boolean otherRunsBack = other.runsBack;
    other.window = window;
    other.packets = packets;
    other.capacity = capacity;
    other.count = count;
    other.runsBack = runsBack;
    window = otherWindow;
    packets = otherPackets;
    capacity = otherCapacity;
    count = otherCount;
    runsBack = otherRunsBack;
  }
}
