package io.synscope.testkit.script;

import io.synscope.testkit.packet.Link;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Frames as a capture file.
 *
 * @param link of all frames
 * @param frames in the file's order
 */
record CaptureBytes(Link link, List<ScriptFrame> frames) {

  byte[] pcap() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteBuffer header = buffer(24);
    header.putInt(0xA1B23C4D).putShort((short) 2).putShort((short) 4).putLong(0);
    header.putInt(262_144).putInt(link.number());
    file.writeBytes(header.array());
    for (ScriptFrame frame : frames) {
      ByteBuffer record = buffer(16);
      record.putInt((int) (frame.nanos() / 1_000_000_000));
      record.putInt((int) (frame.nanos() % 1_000_000_000));
      record.putInt(frame.bytes().length).putInt(frame.originalLength());
      file.writeBytes(record.array());
      file.writeBytes(frame.bytes());
    }
    return file.toByteArray();
  }

  byte[] pcapng() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteBuffer section = buffer(28);
    section.putInt(0x0A0D0D0A).putInt(28).putInt(0x1A2B3C4D).putShort((short) 1);
    section.putShort((short) 0).putLong(-1).putInt(28);
    file.writeBytes(section.array());
    ByteBuffer device = buffer(32);
    device.putInt(1).putInt(32).putShort((short) link.number()).putShort((short) 0).putInt(0);
    device.putShort((short) 9).putShort((short) 1).put((byte) 9).put(new byte[3]).putInt(0);
    file.writeBytes(device.putInt(32).array());
    for (ScriptFrame frame : frames) {
      int padded = frame.bytes().length + 3 & ~3;
      ByteBuffer block = buffer(32 + padded);
      block.putInt(6).putInt(32 + padded).putInt(0);
      block.putInt((int) (frame.nanos() >>> 32)).putInt((int) frame.nanos());
      block.putInt(frame.bytes().length).putInt(frame.originalLength()).put(frame.bytes());
      block.putInt(28 + padded, 32 + padded);
      file.writeBytes(block.array());
    }
    return file.toByteArray();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
