package io.synscope.capture.live;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Timestamp;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;

/**
 * The packets of an open handle, one after the other, until its loop is broken.
 *
 * <p>Fetched from libpcap one by one where that can be done ({@link Libpcap}): pcap4j's own loop
 * calls back into Java for each packet, which costs more than all that is done with it afterwards.
 */
final class PacketLoop {
  /** Hears each packet. */
  interface Listener {
    /**
     * A packet.
     *
     * @param nanos when it was captured, since 1970
     * @param bytes begins with what was captured of it; valid during the call only
     * @param capturedLength how many bytes that are
     * @param originalLength its length on the wire
     */
    void packet(long nanos, byte[] bytes, int capturedLength, int originalLength);
  }

  private static final int HEADER_BYTES = 24; // struct pcap_pkthdr on 64-bit Linux
  private static final int FRACTION = 8;
  private static final int CAPTURED_LENGTH = 16;
  private static final int ORIGINAL_LENGTH = 20;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final PcapHandle handle;
  private final Listener listener;

  PacketLoop(PcapHandle handle, Listener listener) {
    this.handle = handle;
    this.listener = listener;
  }

  /**
   * Hands over packets until the handle's loop is broken, or its file is at its end.
   *
   * @throws PcapNativeException where the interface went away, or the file is damaged
   */
  void run() throws PcapNativeException, NotOpenException {
    long opened = Libpcap.address(handle);
    if (opened != 0) {
      fetch(opened);
    } else {
      beCalled();
    }
  }

  /** pcap4j's loop, which copies each packet into an array of its own. */
  void beCalled() throws PcapNativeException, NotOpenException {
    try {
      handle.loop(-1, this::called);
    } catch (InterruptedException e) {
      // broken: that is how pcap4j says it
    }
  }

  private void called(byte[] packet) {
    Timestamp time = handle.getTimestamp();
    long nanos = Math.floorDiv(time.getTime(), 1000L) * NANOS_PER_SECOND + time.getNanos();
    listener.packet(nanos, packet, packet.length, handle.getOriginalLength());
  }

  private void fetch(long opened) throws PcapNativeException, NotOpenException {
    int unit = handle.getTimestampPrecision() == TimestampPrecision.NANO ? 1 : 1000;
    ByteBuffer addresses = ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.nativeOrder());
    long first = Pointer.nativeValue(Native.getDirectBufferPointer(addresses));
    ByteBuffer header = addresses;
    long headerAddress = 0;
    byte[] bytes = new byte[LiveOptions.SNAP_LENGTH];
    int got = Libpcap.NOTHING_YET;
    while (got >= Libpcap.NOTHING_YET) {
      got = Libpcap.pcap_next_ex(opened, first, first + Long.BYTES);
      if (got == Libpcap.PACKET) {
        if (addresses.getLong(0) != headerAddress) { // libpcap always uses the same
          headerAddress = addresses.getLong(0);
          header = view(headerAddress);
        }
        int captured = header.getInt(CAPTURED_LENGTH);
        bytes = captured > bytes.length ? new byte[captured] : bytes;
        new Pointer(addresses.getLong(Long.BYTES)).read(0, bytes, 0, captured);
        long nanos = header.getLong(0) * NANOS_PER_SECOND + header.getLong(FRACTION) * unit;
        listener.packet(nanos, bytes, captured, header.getInt(ORIGINAL_LENGTH));
      }
    }
    if (got == Libpcap.FAILED) {
      throw new PcapNativeException(handle.getError());
    }
  }

  private static ByteBuffer view(long address) {
    return new Pointer(address).getByteBuffer(0, HEADER_BYTES).order(ByteOrder.nativeOrder());
  }
}
