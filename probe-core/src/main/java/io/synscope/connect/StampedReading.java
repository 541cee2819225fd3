package io.synscope.connect;

/** Receives on one socket together with the kernel's stamps, and finds those of what was sent. */
final class StampedReading {
  private final NativeDialer dialer;
  private final int descriptor;
  private final SentStamps sent = new SentStamps();
  private long receivedStamp;

  StampedReading(NativeDialer dialer, int descriptor) {
    this.dialer = dialer;
    this.descriptor = descriptor;
  }

  /** {@return as {@link SocketCalls#receive}, into the same buffer} */
  int receive() {
    ControlMessages control = dialer.control();
    int count =
        control.receive(descriptor, dialer.calls().incomingAddress(), SocketCalls.READ_BYTES, 0);
    receivedStamp = 0;
    for (int at = control.first(); at >= 0; at = control.after(at)) {
      receivedStamp = control.isTimestamp(at) ? control.timestampNanos(at) : receivedStamp;
    }
    return count;
  }

  /** {@return when the newest received bytes came, epoch; 0 where the kernel does not tell} */
  long receivedStamp() {
    return receivedStamp;
  }

  /**
   * {@return when the segment left that carried that byte, epoch; 0 where the kernel does not tell}
   */
  long sentStamp(long byteNumber) {
    long stamp = sent.of(byteNumber);
    ErrorQueue queue = dialer.errorQueue();
    while (stamp == 0) {
      ErrorQueue.Entry entry = queue.next(descriptor);
      if (entry == ErrorQueue.Entry.NONE) {
        return 0;
      }
      if (entry == ErrorQueue.Entry.SENT) {
        sent.add(queue.sentByte(), queue.sentNanos());
        stamp = sent.of(byteNumber);
      }
    }
    return stamp;
  }
}
