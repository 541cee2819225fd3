package io.synscope.rule.witness;

import static io.synscope.testing.AttemptBuilder.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Finding;
import io.synscope.observation.ChecksumForm;
import io.synscope.observation.Vantage;
import io.synscope.rule.book.Catalogue;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two captures with a NAT between them. */
final class PairingTest {
  private static final String REDIS = "10.9.9.9:6379";

  private static AttemptBuilder inside(int port, long number) {
    return to(REDIS).from("10.0.0.1:" + port).hops(64, 62).numbers(number, number + 7, number + 9);
  }

  private static AttemptBuilder outside(int port, long number) {
    return to(REDIS).from("192.0.2.1:" + port).hops(62, 64).numbers(number, number + 7, number + 9);
  }

  private static TwoCaptures both(List<AttemptBuilder> here, List<AttemptBuilder> there) {
    return TwoCaptures.of(
        side("client.pcap", Vantage.CLIENT, here), side("server.pcap", Vantage.SERVER, there));
  }

  private static Side side(String name, Vantage vantage, List<AttemptBuilder> attempts) {
    AttemptBuilder[] seen = attempts.toArray(AttemptBuilder[]::new);
    return new Side(name, 1, Sightings.from(vantage).saw(seen).judgement());
  }

  private static List<String> causes(TwoCaptures both) {
    return both.judge(Catalogue.book()).findings().stream()
        .map(Finding::cause)
        .map(cause -> cause.id())
        .toList();
  }

  @Test
  void whatBeganWithTheSameNumbers_isTheSameConnection() {
    TwoCaptures both =
        both(
            List.of(inside(4000, 111), inside(4001, 222).at(1)),
            List.of(outside(61_000, 111), outside(61_001, 222).at(1)));

    assertThat(both.order()).startsWith("client.pcap is nearer");
    assertThat(both.lines())
        .contains("2 of 2 connection attempts are in both captures")
        .contains(
            "2 of these paired by sequence numbers across a NAT: at server.pcap 10.0.0.1:4000 is 192.0.2.1:61000, 10.0.0.1:4001 is 192.0.2.1:61001");
  }

  @Test
  void anotherServerBehindABalancer_isNamed() {
    TwoCaptures both =
        both(
            List.of(inside(4000, 111)),
            List.of(to("10.8.8.8:7000").from("10.0.0.1:4000").hops(62, 64).numbers(111, 118, 120)));

    assertThat(both.lines())
        .anyMatch(
            line ->
                line.endsWith("10.0.0.1:4000 > 10.9.9.9:6379 is 10.0.0.1:4000 > 10.8.8.8:7000"));
  }

  @Test
  void whatBothSayOfABalancedServer_isSaidOnce() {
    List<Finding> findings =
        both(
                List.of(inside(4000, 111).refused(62, ChecksumForm.VALID)),
                List.of(
                    to("10.8.8.8:7000")
                        .from("192.0.2.1:61000")
                        .hops(62, 64)
                        .numbers(111, -1, 120)
                        .refused()))
            .judge(Catalogue.book())
            .findings();

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.cause().id()).isEqualTo("refused_no_listener");
              assertThat(finding.server()).hasToString("Optional[10.9.9.9:6379]");
              assertThat(finding.clients()).hasToString("[10.0.0.1:4000]");
            });
  }

  @Test
  void numberThatTwoBegunWith_pairsNobodyAndMissesNobody() {
    TwoCaptures both =
        both(
            List.of(
                inside(4000, 111),
                inside(4001, 222).at(1).unanswered(0, 1, 3, 7),
                inside(4002, 333).at(20)),
            List.of(
                outside(61_000, 111),
                outside(61_001, 222).at(1).unanswered(0, 1, 3, 7),
                outside(61_002, 222).at(1).unanswered(0, 1, 3, 7),
                outside(61_003, 333).at(20)));

    assertThat(both.lines()).first().asString().startsWith("2 of 3 connection attempts");
    assertThat(causes(both)).doesNotContain("drop_firewall");
  }

  @Test
  void otherAnswerOrOtherTime_isAnotherConnection() {
    List<AttemptBuilder> here =
        List.of(inside(4000, 111), inside(4001, 222).at(1), inside(4002, 333).at(2));

    TwoCaptures both =
        both(
            here,
            List.of(
                outside(61_000, 111),
                outside(61_001, 222).at(1).numbers(222, 5, -1),
                outside(61_002, 333).at(40)));

    assertThat(both.lines()).first().asString().startsWith("1 of 3 connection attempts");
  }

  @Test
  void clocksThatDifferByHours_changeNothing() {
    TwoCaptures both =
        both(
            List.of(inside(4000, 111), inside(4001, 222).at(1)),
            List.of(outside(61_000, 111).at(7200), outside(61_001, 222).at(7201)));

    assertThat(both.lines()).first().asString().startsWith("2 of 2 connection attempts");
  }

  @Test
  void synsOfARenamedClient_areMissedWhereTheyNeverCame() {
    TwoCaptures both =
        both(
            List.of(
                inside(4000, 111),
                inside(4001, 222).from("10.0.0.2:4001").at(1).unanswered(0, 1, 3, 7),
                inside(4002, 333).at(20)),
            List.of(outside(61_000, 111), outside(61_003, 333).at(20)));

    assertThat(causes(both)).startsWith("drop_firewall");
  }

  @Test
  void rewrittenNumbers_cannotTell() {
    TwoCaptures both = both(List.of(inside(4000, 111)), List.of(outside(61_000, 999)));

    assertThat(both.lines()).singleElement().asString().contains("other sequence numbers");
  }
}
