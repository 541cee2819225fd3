package io.synscope.capture;

import io.synscope.wire.Packet;
import java.nio.ByteBuffer;
import java.util.Arrays;

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
  private int count;
  private int appended;

  /** A batch of the default size. */
  public PacketBatch() {
    this(DEFAULT_PACKETS, DEFAULT_BYTES);
  }

  /**
   * A batch of at most this many packets in about this many bytes; a larger record makes it grow.
   */
  public PacketBatch(int packets, int bytes) {
    this.packets = new Packet[packets];
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
    return packets.length;
  }

  boolean isFull() {
    return count == packets.length;
  }

  void clear() {
    count = 0;
    appended = 0;
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
    int otherCount = other.count;
    other.window = window;
    other.packets = packets;
    other.count = count;
    window = otherWindow;
    packets = otherPackets;
    count = otherCount;
  }
}
