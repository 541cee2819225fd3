package io.synscope.story;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import java.util.ArrayList;
import java.util.Arrays;
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

  private final Map<ConnectionAttempt, Late> late = new IdentityHashMap<>();

  /**
   * A SYN that came late.
   *
   * @param attempt whose
   * @param atLeastNanos by how much, against the one opened after it
   * @param opened the attempt opened after it that came first
   */
  public record Late(ConnectionAttempt attempt, long atLeastNanos, ConnectionAttempt opened) {}

  private record Pair(Address client, Endpoint server) {}

  /** Attempts of one client to one server by port, with their ports and when they came. */
  private record Row(ConnectionAttempt[] attempts, int[] ports, long[] came) {
    static Row of(List<ConnectionAttempt> pair) {
      ConnectionAttempt[] attempts = pair.toArray(ConnectionAttempt[]::new);
      Arrays.sort(attempts, Comparator.comparingInt(Latecomers::port));
      int[] ports = new int[attempts.length];
      long[] came = new long[attempts.length];
      for (int i = 0; i < attempts.length; i++) {
        ports[i] = port(attempts[i]);
        came[i] = attempts[i].wire().handshake().firstSyn().nanos();
      }
      return new Row(attempts, ports, came);
    }

    /** {@return which of those opened after this one came first; itself if none did} */
    int firstAbove(int index, int end) {
      int first = index;
      for (int j = index + 1; j < Math.min(end, index + NEIGHBOURS); j++) {
        if (came[j] < came[first] && came[index] - came[j] < HORIZON_NANOS) {
          first = j;
        }
      }
      return first;
    }
  }

  /** Reads the order of ports among these attempts. */
  public Latecomers(List<ConnectionAttempt> attempts) {
    Map<Pair, List<ConnectionAttempt>> pairs = new HashMap<>();
    for (ConnectionAttempt attempt : attempts) {
      if (attempt.wire().handshake().firstSyn().seen()) {
        Pair pair = new Pair(attempt.tuple().client().address(), attempt.tuple().server());
        pairs.computeIfAbsent(pair, unused -> new ArrayList<>()).add(attempt);
      }
    }
    for (List<ConnectionAttempt> pair : pairs.values()) {
      if (pair.size() > IN_ORDER_NEEDED) {
        read(Row.of(pair));
      }
    }
  }

  /** {@return whether any SYN came late} */
  public boolean any() {
    return !late.isEmpty();
  }

  /** {@return by how much this attempt's SYN came late, if it did} */
  public Optional<Late> of(ConnectionAttempt attempt) {
    return any() ? Optional.ofNullable(late.get(attempt)) : Optional.empty();
  }

  private void read(Row row) {
    int[] ports = row.ports();
    int start = 0;
    for (int i = 1; i <= ports.length; i++) {
      if (i == ports.length || ports[i] - ports[i - 1] > STEP) {
        readPart(row, start, i);
        start = i;
      }
    }
  }

  /** Attempts with neighbouring ports, by port. */
  private void readPart(Row row, int start, int end) {
    List<Late> found = new ArrayList<>();
    int inOrder = 0;
    boolean exact = false;
    long opened = Long.MIN_VALUE;
    for (int i = start; i < end; i++) {
      ConnectionAttempt attempt = row.attempts()[i];
      int first = row.firstAbove(i, end);
      long came = row.came()[i];
      long lag = came - row.came()[first];
      if (lag < JITTER_NANOS) {
        inOrder++;
        opened = came;
      } else if (attempt.wire().handshake().syns().size() == 1) {
        long most = opened == Long.MIN_VALUE ? lag + WIDEST_NANOS : came - opened;
        if (!timer(lag, most)) {
          return;
        }
        exact |= most - lag <= WIDEST_NANOS;
        found.add(new Late(attempt, lag, row.attempts()[first]));
      }
    }
    if (exact && inOrder >= IN_ORDER_NEEDED) {
      found.forEach(one -> late.put(one.attempt(), one));
    }
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

  private static int port(ConnectionAttempt attempt) {
    return attempt.tuple().client().port();
  }
}
