package io.synscope.capture.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The blocks of a pcapng stream, one at a time in a reused array.
 *
 * <p>Numbers are those of draft-ietf-opsawg-pcapng.
 */
final class PcapngBlocks {
  private static final int SECTION_HEADER = 0x0A0D0D0A;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int INTERFACE_STATISTICS = 5;
  private static final int ENHANCED_PACKET = 6;
  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final int IF_NAME = 2;
  private static final int IF_TSRESOL = 9;
  private static final int IF_FILTER = 11;
  private static final int ISB_IFRECV = 4;
  private static final int ISB_IFDROP = 5;
  private static final int ISB_OSDROP = 7;
  private static final int NANOSECONDS = 9;
  private static final int FRAME_AROUND = 32; // an enhanced packet block without its packet

  private ByteBuffer block = allocate(4096);

  /** {@return the array that holds the block made last} */
  byte[] bytes() {
    return block.array();
  }

  /** Begins a section. {@return the block's length} */
  int section() {
    begin(SECTION_HEADER);
    block.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
    return finish();
  }

  /** Describes an interface whose clock counts nanoseconds. {@return the block's length} */
  int device(String name, int linkNumber, int snapLength, String filter) {
    begin(INTERFACE_DESCRIPTION);
    block.putShort((short) linkNumber).putShort((short) 0).putInt(snapLength);
    option(IF_NAME, name.getBytes(StandardCharsets.UTF_8));
    option(IF_TSRESOL, new byte[] {NANOSECONDS});
    if (!filter.isEmpty()) {
      byte[] text = filter.getBytes(StandardCharsets.UTF_8);
      option(IF_FILTER, ByteBuffer.allocate(text.length + 1).put((byte) 0).put(text).array());
    }
    option(0, new byte[0]);
    return finish();
  }

  /** One packet, with which {@code bytes} begins. {@return the block's length} */
  int packet(int device, long nanos, byte[] bytes, int capturedLength, int originalLength) {
    if (block.capacity() < capturedLength + FRAME_AROUND + 4) {
      block = allocate(capturedLength + FRAME_AROUND + 4);
    }
    begin(ENHANCED_PACKET);
    block.putInt(device).putInt((int) (nanos >>> 32)).putInt((int) nanos);
    block.putInt(capturedLength).putInt(originalLength).put(bytes, 0, capturedLength);
    pad();
    return finish();
  }

  /** What an interface received and lost in all. {@return the block's length} */
  int statistics(int device, long nanos, Drops drops) {
    begin(INTERFACE_STATISTICS);
    block.putInt(device).putInt((int) (nanos >>> 32)).putInt((int) nanos);
    counter(ISB_IFRECV, drops.received());
    counter(ISB_IFDROP, drops.byInterface());
    counter(ISB_OSDROP, drops.byKernel() + drops.byUs());
    option(0, new byte[0]);
    return finish();
  }

  private void begin(int type) {
    block.clear();
    block.putInt(type).putInt(0);
  }

  private int finish() {
    int length = block.position() + Integer.BYTES;
    block.putInt(length).putInt(Integer.BYTES, length);
    return length;
  }

  private void counter(int code, long value) {
    block.putShort((short) code).putShort((short) Long.BYTES).putLong(value);
  }

  private void option(int code, byte[] value) {
    block.putShort((short) code).putShort((short) value.length).put(value);
    pad();
  }

  private void pad() {
    while ((block.position() & 3) != 0) {
      block.put((byte) 0);
    }
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
