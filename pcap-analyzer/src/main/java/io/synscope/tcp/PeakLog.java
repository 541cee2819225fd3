package io.synscope.tcp;

import io.synscope.observation.Moment;
import io.synscope.observation.RoundTripPeak;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The eight greatest round trips of one direction; made when the first one stands out. */
final class PeakLog {
  private static final int KEPT = 8;

  private final long[] atNanos = new long[KEPT];
  private final long[] frames = new long[KEPT];
  private final long[] nanos = new long[KEPT];
  private final int[] inFlight = new int[KEPT];
  private final boolean[] pure = new boolean[KEPT];
  private int count;
  private int least;

  void add(long at, long frame, long roundTripNanos, int inFlightBytes, boolean pureAck) {
    int slot = count < KEPT ? count++ : least;
    if (count == KEPT && slot == least && roundTripNanos <= nanos[least]) {
      return;
    }
    atNanos[slot] = at;
    frames[slot] = frame;
    nanos[slot] = roundTripNanos;
    inFlight[slot] = inFlightBytes;
    pure[slot] = pureAck;
    least = 0;
    for (int i = 1; i < count; i++) {
      least = nanos[i] < nanos[least] ? i : least;
    }
  }

  List<RoundTripPeak> facts() {
    List<RoundTripPeak> peaks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      peaks.add(
          new RoundTripPeak(new Moment(atNanos[i], frames[i]), nanos[i], inFlight[i], pure[i]));
    }
    peaks.sort(Comparator.comparingLong(peak -> peak.at().nanos()));
    return List.copyOf(peaks);
  }
}
