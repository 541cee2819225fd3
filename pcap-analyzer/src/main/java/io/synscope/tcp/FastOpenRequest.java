package io.synscope.tcp;

import io.synscope.wire.Packet;
import java.nio.ByteBuffer;

/**
 * Data that came with a SYN (TCP Fast Open, RFC 7413), kept until the SYN-ACK tells whether the
 * server took them.
 */
final class FastOpenRequest {
  private final int sequence;
  private final long nanos;
  private final long frame;
  private final byte[] bytes;
  private final int length;

  FastOpenRequest(Packet syn) {
    sequence = syn.sequenceNumber() + 1;
    nanos = syn.nanos();
    frame = syn.frame();
    bytes = new byte[syn.payloadCaptured()];
    syn.bytes().get(syn.payloadOffset(), bytes);
    length = syn.payloadLength();
  }

  /** {@return whether this SYN-ACK takes all of them; otherwise the client sends them again} */
  boolean takenBy(Packet synAck) {
    return synAck.acknowledgmentNumber() == sequence + length;
  }

  int length() {
    return length;
  }

  void deliver(StreamAssembler stream) {
    stream.segment(0, nanos, frame, ByteBuffer.wrap(bytes), 0, bytes.length, length, true);
  }
}
