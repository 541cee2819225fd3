package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FoldedAttempts;
import io.synscope.observation.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted in two places is one number for each listener in the end. */
class FoldedListenersTest {
  private static final int LISTENERS_KEPT = 4096;

  @Test
  void oneListenerCountedTwice_hasOneTally() {
    FoldedListeners one = new FoldedListeners();
    one.of(listener(1)).add(Outcome.UNANSWERED, 20, 0, 7);
    FoldedListeners other = new FoldedListeners();
    other.of(listener(1)).add(Outcome.REFUSED_RST, 10, 0, 8);
    other.of(listener(2)).add(Outcome.UNANSWERED, 30, 0, 7);
    one.merge(other);

    assertThat(facts(one))
        .extracting(FoldedAttempts::server, FoldedAttempts::count)
        .containsExactlyInAnyOrder(tuple(listener(1), 2L), tuple(listener(2), 1L));
  }

  @Test
  void listenersBeyondTheBound_areCountedTogether() {
    FoldedListeners one = new FoldedListeners();
    FoldedListeners other = new FoldedListeners();
    for (int port = 1; port <= LISTENERS_KEPT; port++) {
      one.of(listener(port)).add(Outcome.UNANSWERED, port, 0, 7);
      other.of(listener(10_000 + port)).add(Outcome.UNANSWERED, port, 0, 7);
    }
    one.merge(other);

    assertThat(facts(one)).hasSize(LISTENERS_KEPT + 1);
    assertThat(facts(one).stream().mapToLong(FoldedAttempts::count).sum())
        .isEqualTo(2L * LISTENERS_KEPT);
  }

  private static List<FoldedAttempts> facts(FoldedListeners listeners) {
    List<FoldedAttempts> facts = new ArrayList<>();
    listeners.forEach(tally -> facts.add(tally.facts()));
    return facts;
  }

  private static Endpoint listener(int port) {
    return new Endpoint(new Address(0, 1), port);
  }
}
