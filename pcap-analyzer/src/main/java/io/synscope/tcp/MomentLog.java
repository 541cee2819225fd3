package io.synscope.tcp;

import io.synscope.observation.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times and frames of a few packets, with one number of each: the first 64, and how many there
 * were.
 */
final class MomentLog {
  private static final int KEPT = 64;

  private long[] nanos = new long[1];
  private long[] frames = new long[1];
  private int[] stamps = new int[1];
  private int count;

  void add(long atNanos, long frame, int stamp) {
    if (count < KEPT) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, count * 4);
        frames = Arrays.copyOf(frames, count * 4);
        stamps = Arrays.copyOf(stamps, count * 4);
      }
      nanos[count] = atNanos;
      frames[count] = frame;
      stamps[count] = stamp;
    }
    count++;
  }

  int count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  long firstNanos() {
    return nanos[0];
  }

  long lastNanos() {
    return nanos[Math.min(count, KEPT) - 1];
  }

  /** {@return index of the newest packet whose stamp is {@code stamp}, -1 if none} */
  int newestWith(int stamp) {
    for (int i = Math.min(count, KEPT) - 1; i >= 0; i--) {
      if (stamps[i] == stamp) {
        return i;
      }
    }
    return -1;
  }

  /** {@return index of the oldest packet whose stamp is {@code stamp}, -1 if none} */
  int oldestWith(int stamp) {
    for (int i = 0; i < Math.min(count, KEPT); i++) {
      if (stamps[i] == stamp) {
        return i;
      }
    }
    return -1;
  }

  List<Moment> moments() {
    List<Moment> moments = new ArrayList<>(Math.min(count, KEPT));
    for (int i = 0; i < Math.min(count, KEPT); i++) {
      moments.add(new Moment(nanos[i], frames[i]));
    }
    return List.copyOf(moments);
  }
}
