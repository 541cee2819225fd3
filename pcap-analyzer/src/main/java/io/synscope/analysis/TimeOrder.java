package io.synscope.analysis;

import io.synscope.capture.PacketBatch;
import io.synscope.wire.Packet;
import java.io.IOException;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Puts the packets of a capture that runs back by small steps in the order of time, unless they say
 * themselves that the order of the capture is the true one.
 */
final class TimeOrder {
  /*
   * Several queues of a card, processors or interfaces have buffers of their own, which are emptied one after the other: then the
   * stamps are true and the order is not. Clocks that differ, of processors or ports, leave the order true and the stamps not.
   * TCP tells which [1]: what is acknowledged was there before its acknowledgment, and a sender's numbers go up. Each packet that is
   * stamped earlier than one of its conversation ahead of it is asked, and the majority so far decides.
   * Larger steps back are clocks that were set and captures that were joined [2]; nothing is moved across them.
   * Batches are looked at until they are farther ahead than any packet was late so far [3].
   */
  private static final long WINDOW_NANOS = 100_000_000L; // [2]
  private static final int AHEAD = 64;
  private static final int BATCHES = 16;
  private static final Comparator<Packet> BY_TIME = Comparator.comparingLong(Packet::nanos);

  private final Precedence precedence = new Precedence();
  private final int[] early = new int[BATCHES]; // of each batch ahead, what is to be looked at
  private boolean runsBack;
  private long byTime;
  private long byPlace;
  private boolean sorted;
  private long largestNanos;

  /** Whence the packets behind a batch come. */
  interface Following {
    /** {@return the index-th batch after this one; null where there is none, or none yet} */
    @Nullable PacketBatch peek(int index) throws IOException;
  }

  /** Orders a batch, and takes from those that follow what belongs into this one. */
  void put(PacketBatch batch, Following following) throws IOException {
    if (!runsBack && !batch.runsBack()) {
      return;
    }
    long latest = look(batch);
    if (!runsBack) {
      return;
    }
    int looked = lookAhead(batch, latest, following);
    if (byTime >= byPlace) {
      sorted = true;
      for (int i = 0; i < looked; i++) {
        PacketBatch next = following.peek(i);
        if (next != null) {
          takeEarlier(batch, latest, next, early[i]);
        }
      }
      sort(batch);
    }
  }

  /** {@return what is to be said of packets that are stamped earlier than the one before them} */
  String words() {
    String words = "stamped earlier than the one before";
    if (!runsBack) {
      return words + ", by so much that their order was left alone";
    }
    words += String.format(Locale.ROOT, ", by up to %.3f ms; ", largestNanos / 1e6);
    return words
        + (sorted
            ? "all were judged in the order of time"
            : "what they acknowledge shows that their order is right and their times are not");
  }

  /** {@return the latest time, behind the last large step back} */
  private long look(PacketBatch batch) {
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < batch.count(); i++) {
      long nanos = batch.packet(i).nanos();
      if (latest != Long.MIN_VALUE && nanos < latest && latest - nanos < WINDOW_NANOS) {
        see(batch.packet(i), latest - nanos, batch, i);
      } else {
        latest = nanos;
      }
    }
    return latest;
  }

  /** {@return in how many batches there may be packets that belong into this one} */
  private int lookAhead(PacketBatch batch, long latest, Following following) throws IOException {
    for (int i = 0; i < BATCHES; i++) {
      PacketBatch next = following.peek(i);
      if (next == null) {
        return i;
      }
      early[i] = look(batch, latest, next);
      int count = next.count();
      if (early[i] < count
          || count > 0 && next.packet(count - 1).nanos() - latest > 2 * largestNanos) { // [3]
        return i + 1;
      }
    }
    return BATCHES;
  }

  /** {@return how many packets of the next batch are to be looked at} */
  private int look(PacketBatch batch, long latest, PacketBatch next) {
    for (int i = 0; i < next.count(); i++) {
      long nanos = next.packet(i).nanos();
      if (nanos < latest) {
        if (latest - nanos >= WINDOW_NANOS) {
          return i;
        }
        see(next.packet(i), latest - nanos, batch, batch.count());
      }
    }
    return next.count();
  }

  private static void takeEarlier(PacketBatch batch, long latest, PacketBatch next, int early) {
    for (int i = 0, left = early; left > 0; left--) {
      if (next.packet(i).nanos() < latest) {
        batch.take(next, i);
      } else {
        i++;
      }
    }
  }

  private void sort(PacketBatch batch) {
    int from = 0;
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < batch.count(); i++) {
      long nanos = batch.packet(i).nanos();
      if (i > from && nanos < latest) {
        if (latest - nanos < WINDOW_NANOS) {
          continue;
        }
        batch.sort(from, i, BY_TIME);
        from = i;
      }
      latest = nanos;
    }
    batch.sort(from, batch.count(), BY_TIME);
  }

  private void see(Packet late, long byNanos, PacketBatch batch, int end) { // [1]
    runsBack = true;
    largestNanos = Math.max(largestNanos, byNanos);
    for (int i = end - 1; i >= Math.max(0, end - AHEAD); i--) {
      Packet ahead = batch.packet(i);
      if (ahead.nanos() > late.nanos()) {
        int after = precedence.after(late, ahead);
        if (after != 0) {
          byPlace += after > 0 ? 1 : 0;
          byTime += after < 0 ? 1 : 0;
          return;
        }
      }
    }
  }
}
