package io.synscope.story;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SYNs that must have been sent before, although the capture holds one each: their port says when.
 *
 * <p>Linux hands ephemeral ports to one destination upwards, a few at a time (RFC 6056 3.3.3), so a
 * connection was opened after those with the ports below and before those with the ports above its
 * own. Where its SYN comes one, two or three seconds later than that, the earlier ones were lost on
 * the way here. Ports that do not rise with time, or lags that no SYN timer makes, mean another
 * stack, and nothing is told.
 */
public final class Latecomers {
  /** How far apart the ports of connections opened one after the other may be. */
  private static final int STEP = 64;

  private static final int NEIGHBOURS = 64;
  private static final int IN_ORDER_NEEDED = 4;

  /** What thread scheduling and queues may do to the order. */
  private static final long JITTER_NANOS = 150_000_000L;

  private static final long HORIZON_NANOS = 12_000_000_000L;
  private static final long WIDEST_NANOS = 600_000_000L;
  private static final long SECOND = 1_000_000_000L;

  /** Sums of Linux's pauses between SYNs, with and without tcp_syn_linear_timeouts. */
  private static final int[] TIMER_SECONDS = {1, 2, 3, 4, 5, 7};

  private final Map<Endpoint, Map<Address, List<Opened>>> opened = new HashMap<>();
  private final Map<ConnectionAttempt, Late> late = new IdentityHashMap<>();

  /**
   * A SYN that came late.
   *
   * @param attempt whose
   * @param atLeastNanos by how much, against the one opened after it
   * @param opened the attempt opened after it that came first
   */
  public record Late(ConnectionAttempt attempt, long atLeastNanos, ConnectionAttempt opened) {}

  /** An attempt, its port, and when its SYN came. */
  private record Opened(ConnectionAttempt attempt, int port, long came) {}

  Latecomers() {}

  /** Puts this attempt among those of its client to its server. */
  void add(ConnectionAttempt attempt) {
    Moment came = attempt.wire().handshake().firstSyn();
    if (came.seen()) {
      opened
          .computeIfAbsent(attempt.tuple().server(), server -> new HashMap<>())
          .computeIfAbsent(attempt.tuple().client().address(), client -> new ArrayList<>())
          .add(new Opened(attempt, attempt.tuple().client().port(), came.nanos()));
    }
  }

  /** Reads the order of ports, now that all attempts are known. */
  void read() {
    for (Map<Address, List<Opened>> byClient : opened.values()) {
      for (List<Opened> pair : byClient.values()) {
        if (pair.size() > IN_ORDER_NEEDED) {
          pair.sort(Comparator.comparingInt(Opened::port));
          read(pair);
        }
      }
    }
    opened.clear();
  }

  /** {@return whether any SYN came late} */
  public boolean any() {
    return !late.isEmpty();
  }

  /** {@return by how much this attempt's SYN came late, if it did} */
  public Optional<Late> of(ConnectionAttempt attempt) {
    return any() ? Optional.ofNullable(late.get(attempt)) : Optional.empty();
  }

  private void read(List<Opened> pair) {
    int start = 0;
    for (int i = 1; i <= pair.size(); i++) {
      if (i == pair.size() || pair.get(i).port() - pair.get(i - 1).port() > STEP) {
        readRow(pair.subList(start, i));
        start = i;
      }
    }
  }

  /** Attempts with neighbouring ports, by port. */
  private void readRow(List<Opened> row) {
    List<Late> found = new ArrayList<>();
    int inOrder = 0;
    boolean exact = false;
    long opened = Long.MIN_VALUE;
    long[] earliestAbove = earliestAbove(row);
    for (int i = 0; i < row.size(); i++) {
      Opened one = row.get(i);
      Opened first = earliestAbove[i] < one.came() ? firstAbove(row, i) : one;
      long lag = one.came() - first.came();
      if (lag < JITTER_NANOS) {
        inOrder++;
        opened = one.came();
      } else if (one.attempt().wire().handshake().syns().size() == 1) {
        long most = opened == Long.MIN_VALUE ? lag + WIDEST_NANOS : one.came() - opened;
        if (!timer(lag, most)) {
          return;
        }
        exact |= most - lag <= WIDEST_NANOS;
        found.add(new Late(one.attempt(), lag, first.attempt()));
      }
    }
    if (exact && inOrder >= IN_ORDER_NEEDED) {
      found.forEach(one -> late.put(one.attempt(), one));
    }
  }

  /** {@return for each when the first came of all those opened after it} */
  private static long[] earliestAbove(List<Opened> row) {
    long[] earliest = new long[row.size()];
    long least = Long.MAX_VALUE;
    for (int i = row.size() - 1; i >= 0; i--) {
      earliest[i] = least;
      least = Math.min(least, row.get(i).came());
    }
    return earliest;
  }

  /** {@return whichever of those opened after this one came first; itself if none did} */
  private static Opened firstAbove(List<Opened> row, int index) {
    Opened self = row.get(index);
    Opened first = self;
    for (int j = index + 1; j < Math.min(row.size(), index + NEIGHBOURS); j++) {
      Opened other = row.get(j);
      if (other.came() < first.came() && self.came() - other.came() < HORIZON_NANOS) {
        first = other;
      }
    }
    return first;
  }

  private static boolean timer(long least, long most) {
    for (int seconds : TIMER_SECONDS) {
      long due = seconds * SECOND;
      if (least <= due + due / 8 && most >= due - due / 50) {
        return true;
      }
    }
    return false;
  }
}
