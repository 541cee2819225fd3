package io.synscope.observation;

import java.util.Map;

/**
 * What the kernel of the server's host counts, read twice so that differences can speak.
 *
 * @param server the listener concerned
 * @param before counters at the beginning, by their names in /proc/net/netstat and the like
 * @param after counters at the end
 * @param settings values that do not count: limits, queue lengths, fill
 * @param untold what could not be read, and why
 */
public record HostCounters(
    Endpoint server,
    Map<String, Long> before,
    Map<String, Long> after,
    Map<String, Long> settings,
    Map<String, String> untold) {
  /** Established connections that wait for accept(). */
  public static final String QUEUE = "listen.queue";

  /** How many may wait for accept(). */
  public static final String QUEUE_LIMIT = "listen.limit";

  /** Listeners on the same port at other addresses, where none concerns the server's. */
  public static final String ELSEWHERE = "listen.elsewhere";

  /** Connections whose handshake is not complete. */
  public static final String HALF_OPEN = "listen.halfOpen";

  /** Copies what it is given. */
  public HostCounters {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
    settings = Map.copyOf(settings);
    untold = Map.copyOf(untold);
  }

  /** {@return how much a counter grew} */
  public long growth(String name) {
    return Math.max(0, after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L));
  }

  /** {@return a value that does not count, or -1} */
  public long setting(String name) {
    return settings.getOrDefault(name, -1L);
  }
}
