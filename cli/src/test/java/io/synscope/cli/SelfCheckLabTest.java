package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A probe whose clocks are held against its own packets. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "nft", "redis-server"})
final class SelfCheckLabTest {
  private static final Lab LAB = Lab.create();

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--connections 1"})
  void everyRequestThatWasTimed_isFoundAmongThePackets(String how) {
    try (Program redis = LAB.redis()) {
      String words = probe("-c 50 -i 2ms " + how).words();
      assertThat(words)
          .containsPattern("ROUND_TRIP is off by the kernel clock [^,]* at p99 of 50")
          .containsPattern("by the user clock [^,]* at p99 of 50")
          .containsPattern(
              "CONNECT is off by the kernel clock [^,]* at p99 of " + (how.isEmpty() ? 50 : 1));
      assertThat(redis.pid()).isPositive();
    }
  }

  @Test
  void handshakeThatWasNotAnswered_isComparedWithNothing() {
    assertThat(probe("-c 2 -i 2ms").words())
        .contains("could not be held against packets: none of this run was captured");
  }

  private static Run probe(String how) {
    String[] words =
        ("probe " + Lab.SERVER + " --self-check --no-progress " + how).strip().split(" +");
    return LAB.client().call(() -> Run.of(words));
  }
}
