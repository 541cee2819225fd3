package io.synscope.observation;

import java.util.List;

/**
 * ARP requests for one address by one host.
 *
 * @param asker who asks
 * @param target whom it looks for
 * @param asked broadcast requests, at most 16
 * @param answered whether the target ever answered, or spoke in another way
 */
public record NeighbourQuery(Address asker, Address target, List<Moment> asked, boolean answered) {
  private static final int REQUESTS = 3;
  private static final long STEP_LEAST_NANOS = 400_000_000L;
  private static final long STEP_MOST_NANOS = 2_500_000_000L;

  /**
   * {@return whether a host asked at least three times in a row, about a second apart} Hosts stop
   * asking once they are answered (RFC 1122 2.3.2.1), so that this tells an unanswered search even
   * where a unicast answer would not have been captured.
   */
  public boolean exhausted() {
    int row = 1;
    for (int i = 1; i < asked.size(); i++) {
      long step = asked.get(i).since(asked.get(i - 1));
      row = step >= STEP_LEAST_NANOS && step <= STEP_MOST_NANOS ? row + 1 : 1;
      if (row >= REQUESTS) {
        return true;
      }
    }
    return false;
  }
}
