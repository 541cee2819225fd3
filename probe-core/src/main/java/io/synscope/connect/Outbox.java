package io.synscope.connect;

import java.util.ArrayDeque;

/** Bytes that a socket has not taken yet, in order. Most lines never need it. */
final class Outbox {
  private final ArrayDeque<byte[]> unsent = new ArrayDeque<>(2);
  private int offset;

  /** A socket that takes what it has room for. */
  interface Socket {
    /** {@return how many of the bytes from {@code at} on it took; 0 when it is full} */
    int take(byte[] bytes, int at);
  }

  /** Gives {@code bytes} to the socket, or keeps what it does not take. */
  void add(byte[] bytes, Socket socket) {
    unsent.addLast(bytes);
    if (unsent.size() == 1) {
      flush(socket);
    }
  }

  /** Gives the socket what it takes now. */
  void flush(Socket socket) {
    while (!unsent.isEmpty()) {
      byte[] first = unsent.getFirst();
      while (offset < first.length) {
        int taken = socket.take(first, offset);
        if (taken == 0) {
          return;
        }
        offset += taken;
      }
      unsent.removeFirst();
      offset = 0;
    }
  }
}
