package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synscope.flow.FlowKey;
import io.synscope.redis.Exchanges;
import io.synscope.report.AttemptLine;
import io.synscope.tcp.Connection;
import io.synscope.tcp.TcpScratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is written down is heard in its order, and a failure there reaches whoever writes. */
class LaterHearingTest {
  private static final int BATCHES = 50;

  @Test
  void everyTranscript_isHeardInItsOrder() {
    List<String> heard = new ArrayList<>();
    try (LaterHearing hearing = hearing(line -> heard.add(line.client().toString()))) {
      for (int i = 1; i <= BATCHES; i++) {
        end(hearing, i);
        hearing.next();
      }
      end(hearing, BATCHES + 1);
    }
    List<String> meant = new ArrayList<>();
    for (int i = 1; i <= BATCHES + 1; i++) {
      meant.add("[::1]:" + i);
    }
    assertThat(heard).isEqualTo(meant);
  }

  @Test
  void afterTheEnd_itHearsAtOnce() {
    List<AttemptLine> heard = new ArrayList<>();
    LaterHearing hearing = hearing(heard::add);
    hearing.close();
    end(hearing, 1);
    assertThat(heard).hasSize(1);
  }

  @Test
  void aFailureOfWhoHears_reachesWhoWrites() {
    Consumer<AttemptLine> fails =
        line -> {
          throw new IllegalStateException("told of " + line.client());
        };
    assertThatThrownBy(
            () -> {
              try (LaterHearing hearing = hearing(fails)) {
                end(hearing, 1);
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("told of [::1]:1");
  }

  /** A hearing of which every attempt that is over is told. */
  private static LaterHearing hearing(Consumer<AttemptLine> hearer) {
    Folds folds = new Folds(new MemoryBudget(64 << 20), true, Optional.of(hearer));
    return new LaterHearing(new PromptHearing(new Exchanges(false), folds));
  }

  private static void end(LaterHearing hearing, int clientPort) {
    FlowKey key = new FlowKey(0, 1, clientPort, 0, 2, 6379);
    hearing.over(new Connection(key, 0, new TcpScratch(), hearing::listener), 0);
  }
}
