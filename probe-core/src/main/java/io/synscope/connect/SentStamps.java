package io.synscope.connect;

/** When the kernel says that the bytes of one line left, newest few only. */
final class SentStamps {
  private static final int KEPT = 64;

  private long[] lastByte = new long[4];
  private long[] nanos = new long[4];
  private int count;

  void add(long byteNumber, long atNanos) {
    if (count == lastByte.length) {
      if (count == KEPT) {
        forget(KEPT / 2);
      } else {
        lastByte = java.util.Arrays.copyOf(lastByte, count * 2);
        nanos = java.util.Arrays.copyOf(nanos, count * 2);
      }
    }
    lastByte[count] = byteNumber;
    nanos[count++] = atNanos;
  }

  /** {@return when the segment left that carried the byte of this number; 0 unknown} */
  long of(long byteNumber) {
    for (int i = 0; i < count; i++) {
      if (lastByte[i] >= (byteNumber & 0xffff_ffffL)) {
        return nanos[i];
      }
    }
    return 0;
  }

  private void forget(int oldest) {
    System.arraycopy(lastByte, oldest, lastByte, 0, count - oldest);
    System.arraycopy(nanos, oldest, nanos, 0, count - oldest);
    count -= oldest;
  }
}
