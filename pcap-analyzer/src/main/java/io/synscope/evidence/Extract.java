package io.synscope.evidence;

import io.synscope.wire.FrameDirection;
import io.synscope.wire.Packet;
import io.synscope.wire.PacketKind;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A small pcapng of the packets behind one finding, with comments on the decisive ones.
 *
 * <p>Packets are written from their innermost IP header on (LINKTYPE_RAW), payload left out unless
 * asked for: lengths, checksums and times stay as they were captured.
 */
final class Extract implements Closeable {
  private static final int SECTION_HEADER = 0x0A0D0D0A;
  private static final int INTERFACE = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final int LINKTYPE_RAW = 101;
  private static final int OPTION_COMMENT = 1;
  private static final int OPTION_FLAGS = 2;
  private static final int OPTION_RESOLUTION = 9;
  private static final int COMMENT_LIMIT = 500;

  private final OutputStream stream;
  private final boolean withPayload;
  private final ByteBuffer block = ByteBuffer.allocate(1 << 18).order(ByteOrder.LITTLE_ENDIAN);

  Extract(OutputStream stream, boolean withPayload) throws IOException {
    this(stream, withPayload, true);
  }

  private Extract(OutputStream stream, boolean withPayload, boolean fromTheBeginning)
      throws IOException {
    this.stream = stream;
    this.withPayload = withPayload;
    if (fromTheBeginning) {
      head();
    }
  }

  /** {@return a writer of more packets behind those that are already in this stream} */
  static Extract continuing(OutputStream stream, boolean withPayload) throws IOException {
    return new Extract(stream, withPayload, false);
  }

  private void head() throws IOException {
    begin(SECTION_HEADER)
        .putInt(BYTE_ORDER_MAGIC)
        .putShort((short) 1)
        .putShort((short) 0)
        .putLong(-1);
    end();
    begin(INTERFACE).putShort((short) LINKTYPE_RAW).putShort((short) 0).putInt(0);
    option(OPTION_RESOLUTION, new byte[] {9});
    endOptions();
    end();
  }

  void write(Packet packet, String comment) throws IOException {
    int length = kept(packet);
    begin(ENHANCED_PACKET)
        .putInt(0)
        .putInt((int) (packet.nanos() >>> 32))
        .putInt((int) packet.nanos());
    block.putInt(length).putInt(Math.max(length, packet.ipLength()));
    for (int i = 0; i < length; i++) {
      block.put(packet.bytes().get(packet.ipOffset() + i));
    }
    pad();
    if (packet.direction() != FrameDirection.UNKNOWN) {
      option(
          OPTION_FLAGS,
          new byte[] {(byte) (packet.direction() == FrameDirection.INBOUND ? 1 : 2), 0, 0, 0});
    }
    String shown =
        "frame " + (packet.frame() & 0xff_ffff_ffffL) + (comment.isEmpty() ? "" : ": " + comment);
    byte[] text = shown.getBytes(StandardCharsets.UTF_8);
    option(OPTION_COMMENT, text.length > COMMENT_LIMIT ? Arrays.copyOf(text, COMMENT_LIMIT) : text);
    endOptions();
    end();
  }

  private int kept(Packet packet) {
    int headers =
        packet.kind() == PacketKind.TCP
            ? packet.payloadOffset() - packet.ipOffset()
            : packet.ipLength();
    int all =
        packet.kind() == PacketKind.TCP ? headers + packet.payloadCaptured() : packet.ipLength();
    int available = packet.bytes().limit() - packet.ipOffset();
    return Math.max(
        0, Math.min(withPayload ? all : headers, Math.min(available, block.capacity() / 2)));
  }

  private ByteBuffer begin(int type) {
    return block.clear().putInt(type).putInt(0);
  }

  private void option(int code, byte[] value) {
    block.putShort((short) code).putShort((short) value.length).put(value);
    pad();
  }

  private void endOptions() {
    block.putInt(0);
  }

  private void pad() {
    while (block.position() % 4 != 0) {
      block.put((byte) 0);
    }
  }

  private void end() throws IOException {
    int length = block.position() + 4;
    block.putInt(length).putInt(4, length);
    stream.write(block.array(), 0, length);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
