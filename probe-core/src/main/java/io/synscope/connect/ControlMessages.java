package io.synscope.connect;

import java.nio.ByteBuffer;

/**
 * recvmsg(2) and the control messages that it brings. One for each event loop; buffers are
 * allocated once.
 */
final class ControlMessages {
  // struct msghdr, 64 bits
  private static final int MSGHDR_BYTES = 56;
  private static final int IOV_OFFSET = 16;
  private static final int IOVLEN_OFFSET = 24;
  private static final int CONTROL_OFFSET = 32;
  private static final int CONTROLLEN_OFFSET = 40;

  // struct cmsghdr, 64 bits
  private static final int LEVEL_OFFSET = 8;
  private static final int TYPE_OFFSET = 12;
  private static final int DATA_OFFSET = 16;

  private static final int CONTROL_BYTES = 512;
  private static final int SCM_TIMESTAMPING =
      37; // asm-generic/socket.h; three struct timespec, the first is software's
  private static final int EINTR = 4;

  private final ByteBuffer message = Libc.allocate(MSGHDR_BYTES);
  private final ByteBuffer vector = Libc.allocate(16);
  private final ByteBuffer control = Libc.allocate(CONTROL_BYTES);
  private final long messageAddress = Libc.address(message);
  private final long controlAddress = Libc.address(control);
  private final long vectorAddress = Libc.address(vector);
  private int length;

  /**
   * Receives into {@code room} bytes at {@code into}; {@return the bytes received, or a negative
   * error number}
   */
  int receive(int descriptor, long into, int room, int flags) {
    vector.putLong(0, into).putLong(8, room);
    message.putLong(IOV_OFFSET, vectorAddress).putLong(IOVLEN_OFFSET, 1);
    long received;
    do {
      message.putLong(CONTROL_OFFSET, controlAddress).putLong(CONTROLLEN_OFFSET, CONTROL_BYTES);
      received = Libc.recvmsg(descriptor, messageAddress, flags);
    } while (received < 0 && Libc.errno() == EINTR);
    length = received < 0 ? 0 : (int) message.getLong(CONTROLLEN_OFFSET);
    return received < 0 ? -Libc.errno() : (int) received;
  }

  /** {@return where the first control message is; -1 when there is none} */
  int first() {
    return length >= DATA_OFFSET ? 0 : -1;
  }

  /** {@return where the next one is; -1 at the end} */
  int after(int at) {
    int next = at + (Math.max(DATA_OFFSET, (int) control.getLong(at)) + 7 & ~7);
    return next + DATA_OFFSET <= length ? next : -1;
  }

  int level(int at) {
    return control.getInt(at + LEVEL_OFFSET);
  }

  int type(int at) {
    return control.getInt(at + TYPE_OFFSET);
  }

  int data(int at) {
    return at + DATA_OFFSET;
  }

  boolean isTimestamp(int at) {
    return level(at) == Libc.SOL_SOCKET && type(at) == SCM_TIMESTAMPING;
  }

  long timestampNanos(int at) {
    return control.getLong(at + DATA_OFFSET) * 1_000_000_000L
        + control.getLong(at + DATA_OFFSET + 8);
  }

  ByteBuffer bytes() {
    return control;
  }
}
