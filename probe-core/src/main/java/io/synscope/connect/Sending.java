package io.synscope.connect;

/** What one established socket is given to send, and the error that ended that. */
final class Sending {
  private static final int EAGAIN = 11;

  private final SocketCalls calls;
  private final int descriptor;
  private final Outbox outbox = new Outbox();
  private boolean prompt;
  private long bytes;
  private int error;

  /**
   * What is sent on that socket.
   *
   * @param error what has already been taken off it; 0 for none
   */
  Sending(SocketCalls calls, int descriptor, int error) {
    this.calls = calls;
    this.descriptor = descriptor;
    this.error = error;
  }

  void send(byte[] more) {
    if (bytes > 0 && !prompt) {
      prompt = true; // nothing is outstanding before the first bytes, so they go at once anyway
      calls.noDelay(descriptor);
    }
    bytes += more.length;
    outbox.add(more, this::write);
  }

  /** The socket has room again. */
  void flush() {
    outbox.flush(this::write);
  }

  /** {@return how many bytes from {@code at} on were taken; after an error, all of them} */
  private int write(byte[] more, int at) {
    int taken = calls.send(descriptor, more, at);
    if (taken >= 0 || taken == -EAGAIN) {
      return Math.max(0, taken);
    }
    error = error == 0 ? -taken : error;
    return more.length - at;
  }

  /** {@return how many bytes were given to {@link #send}} */
  long bytes() {
    return bytes;
  }

  /** {@return the first error of the socket; 0 for none} */
  int error() {
    return error;
  }
}
