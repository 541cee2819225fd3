package io.synscope.tcp;

import io.synscope.observation.Moment;
import io.synscope.observation.WindowStall;
import java.util.ArrayList;
import java.util.List;

/** Times in which one end advertised a window of zero: the first 16. */
final class WindowTracker {
  private static final int KEPT = 16;

  private final List<WindowStall> stalls = new ArrayList<>(2);
  private long closedNanos = Moment.NEVER;
  private long closedFrame;
  private int probes;

  void close(long nanos, long frame) {
    closedNanos = nanos;
    closedFrame = frame;
    probes = 0;
  }

  void probe() {
    probes++;
  }

  void reopen(long nanos, long frame) {
    if (closedNanos != Moment.NEVER && stalls.size() < KEPT) {
      stalls.add(
          new WindowStall(new Moment(closedNanos, closedFrame), new Moment(nanos, frame), probes));
    }
    closedNanos = Moment.NEVER;
  }

  List<WindowStall> facts() {
    List<WindowStall> facts = new ArrayList<>(stalls);
    if (closedNanos != Moment.NEVER) {
      facts.add(new WindowStall(new Moment(closedNanos, closedFrame), Moment.NONE, probes));
    }
    return List.copyOf(facts);
  }
}
