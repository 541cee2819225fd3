package io.synscope.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.report.ExchangeSummary;
import org.junit.jupiter.api.Test;

/** Two analyses that each heard one connection, added up, are one that heard both. */
class MergeTest {
  private final Exchanges both = new Exchanges(false);
  private final Exchanges first = new Exchanges(false);
  private final Exchanges second = new Exchanges(false);

  @Test
  void twoHalvesMerged_areTheWhole() {
    morning(both);
    evening(both);
    both.finish();
    morning(first);
    first.finish();
    evening(second);
    second.finish();
    first.merge(second);
    ExchangeSummary whole = both.summary();
    assertThat(whole.commands()).hasSize(5);
    assertThat(first.summary()).isEqualTo(whole);
    assertThat(whole.clients())
        .singleElement()
        .satisfies(c -> assertThat(c.connections()).isEqualTo(2));
  }

  @Test
  void emptyAnalysis_addsNothing() {
    morning(first);
    first.finish();
    ExchangeSummary before = first.summary();
    second.finish();
    first.merge(second);
    assertThat(first.summary()).isEqualTo(before);
  }

  @Test
  void mergedIntoAnEmptyOne_isAsItWas() {
    morning(first);
    first.finish();
    second.finish();
    second.merge(first);
    assertThat(second.summary()).isEqualTo(first.summary());
  }

  /** Commands that only a module knows get their numbers in the order in which they are heard. */
  private static void morning(Exchanges exchanges) {
    Talk talk = new Talk(exchanges, 41394, true);
    talk.at(1_000).ask("GET user:1").at(1_300).server("$1\r\n1\r\n");
    talk.at(2_000).ask("MODULE.A user:1").at(2_900).server("+OK\r\n");
    talk.at(3_000).ask("MODULE.B user:2").at(3_200).server("+OK\r\n");
    talk.at(4_000).ask("SET user:2 1").at(4_500).server("-OOM no memory\r\n");
    talk.end();
  }

  private static void evening(Exchanges exchanges) {
    Talk talk = new Talk(exchanges, 41395, true);
    talk.at(10_000).ask("MODULE.B user:3").at(10_400).server("+OK\r\n");
    talk.at(11_000).ask("MODULE.C item:1").at(11_600).server("+OK\r\n");
    talk.at(12_000).ask("SET user:4 1").at(12_700).server("-OOM no memory\r\n");
    talk.end();
  }
}
