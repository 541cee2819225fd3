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
  private static final int LONGS = 3;
  private static final int FRAME = 1;
  private static final int STAMP = 2;
  private static final long[] NOTHING = {};

  /** For each packet its time, its frame and its number. */
  private long[] log = NOTHING;

  private int count;

  void add(long nanos, long frame, int stamp) {
    if (count < KEPT) {
      int at = count * LONGS;
      if (at == log.length) {
        log = Arrays.copyOf(log, count == 0 ? LONGS : Math.min(4 * at, KEPT * LONGS));
      }
      log[at] = nanos;
      log[at + FRAME] = frame;
      log[at + STAMP] = stamp;
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
    return log[0];
  }

  int firstStamp() {
    return (int) log[STAMP];
  }

  long lastNanos() {
    return log[(kept() - 1) * LONGS];
  }

  /** {@return index of the newest packet whose stamp is {@code stamp}, -1 if none} */
  int newestWith(int stamp) {
    for (int i = kept() - 1; i >= 0; i--) {
      if (log[i * LONGS + STAMP] == stamp) {
        return i;
      }
    }
    return -1;
  }

  /** {@return index of the oldest packet whose stamp is {@code stamp}, -1 if none} */
  int oldestWith(int stamp) {
    for (int i = 0; i < kept(); i++) {
      if (log[i * LONGS + STAMP] == stamp) {
        return i;
      }
    }
    return -1;
  }

  List<Moment> moments() {
    List<Moment> moments = new ArrayList<>(kept());
    for (int i = 0; i < kept(); i++) {
      moments.add(new Moment(log[i * LONGS], log[i * LONGS + FRAME]));
    }
    return List.copyOf(moments);
  }

  private int kept() {
    return Math.min(count, KEPT);
  }
}
