package io.synscope.rule.witness;

import static io.synscope.rule.witness.Sides.OTHER;
import static io.synscope.rule.witness.Sides.REDIS;
import static io.synscope.rule.witness.Sides.atClient;
import static io.synscope.rule.witness.Sides.atServer;
import static io.synscope.rule.witness.Sides.client;
import static io.synscope.rule.witness.Sides.findings;
import static io.synscope.rule.witness.Sides.server;
import static io.synscope.testing.AttemptBuilder.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.RuledOut;
import io.synscope.observation.ChecksumForm;
import io.synscope.observation.FrameId;
import io.synscope.observation.Vantage;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TwoCapturesTest {
  @Test
  void hopsTell_whichCaptureIsNearerToTheClients() {
    TwoCaptures both = TwoCaptures.of(server(atServer(REDIS, 4000)), client(atClient(REDIS, 4000)));

    assertThat(both.near().name()).isEqualTo("client.pcap");
    assertThat(both.order())
        .isEqualTo("client.pcap is nearer to the clients, server.pcap to the servers");
    assertThat(both.lines()).first().isEqualTo("1 of 1 connection attempts are in both captures");
    assertThat(findings(both)).isEmpty();
  }

  @Test
  void synsThatNeverCome_areDroppedBetween() {
    TwoCaptures both =
        TwoCaptures.of(
            client(
                atClient(OTHER, 4000),
                atClient(REDIS, 4001).at(1).unanswered(0, 1, 3, 7),
                atClient(OTHER, 4002).at(20)),
            server(atServer(OTHER, 4000), atServer(OTHER, 4002).at(20)));

    assertThat(findings(both))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.cause().id()).isEqualTo("drop_firewall");
              assertThat(finding.confidence())
                  .as("a filter may have left that port out")
                  .isEqualTo(Confidence.LIKELY);
              assertThat(finding.sentence())
                  .contains("4 SYNs of 1 connection attempts", "client.pcap", "server.pcap");
              assertThat(finding.ruledOut())
                  .extracting(RuledOut::cause)
                  .contains("silent_drop", "drop_host_firewall", "accept_queue_overflow");
            });
  }

  @Test
  void whereTheListenerWasSeen_thatIsSurer() {
    TwoCaptures both =
        TwoCaptures.of(
            client(
                atClient(OTHER, 4000).from("10.0.0.2:4000"),
                atClient(REDIS, 4001).at(1).unanswered(0, 1, 3, 7),
                atClient(OTHER, 4002).at(20)),
            server(
                atServer(OTHER, 4000).from("10.0.0.2:4000"),
                atServer(OTHER, 4002).at(20),
                atServer(REDIS, 4003).from("10.0.0.3:4003").at(21)));

    assertThat(findings(both))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.cause().id()).isEqualTo("drop_firewall");
              assertThat(finding.confidence()).isEqualTo(Confidence.STRONG);
              assertThat(files(finding, "of which server.pcap has none")).containsOnly(0);
              assertThat(files(finding, "other SYNs to " + REDIS + " came to server.pcap"))
                  .containsExactly(1);
            });
  }

  @Test
  void answersThatNeverCome_areDroppedOnTheWayBack() {
    TwoCaptures both =
        TwoCaptures.of(
            client(
                atClient(OTHER, 4000),
                atClient(REDIS, 4001).at(1).unanswered(0, 1, 3, 7),
                atClient(OTHER, 4002).at(20)),
            server(
                atServer(OTHER, 4000),
                atServer(REDIS, 4001).at(1).unacknowledged(0, 1, 3, 7),
                atServer(OTHER, 4002).at(20)));

    assertThat(findings(both))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.cause().id()).isEqualTo("drop_return_path");
              assertThat(files(finding, "answers that left server.pcap"))
                  .as("the answers are named where they were seen")
                  .containsOnly(1);
            });
  }

  @Test
  void refusalThatTheServerNeverSent_wasMadeBetween() {
    TwoCaptures both =
        TwoCaptures.of(
            client(
                atClient(OTHER, 4000),
                atClient(REDIS, 4001).at(1).refused(62, ChecksumForm.VALID),
                atClient(OTHER, 4002).at(2)),
            server(atServer(OTHER, 4000), atServer(OTHER, 4002).at(2)));

    assertThat(findings(both))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.cause().id()).isEqualTo("refused_by_firewall");
              assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
            });
  }

  /** In which files the frames of that evidence are. */
  private static List<Integer> files(Finding finding, String what) {
    return finding.evidence().stream()
        .filter(evidence -> evidence.what().contains(what))
        .flatMap(evidence -> evidence.frames().stream())
        .map(FrameId::file)
        .toList();
  }

  @Test
  void refusalThatBothSaw_isTheHostsOwn() {
    TwoCaptures both =
        TwoCaptures.of(
            client(atClient(REDIS, 4001).refused(62, ChecksumForm.VALID)),
            server(atServer(REDIS, 4001).refused()));

    assertThat(findings(both))
        .extracting(finding -> finding.cause().id())
        .containsExactly("refused_no_listener");
  }

  @Test
  void synsThatComeAndAreIgnored_areTheServersHostsDoing() {
    List<Finding> findings =
        findings(
            TwoCaptures.of(
                client(atClient(REDIS, 4001).unanswered(0, 1, 3, 7)),
                server(atServer(REDIS, 4001).unanswered(0, 1, 3, 7))));

    assertThat(findings).extracting(finding -> finding.cause().id()).doesNotContain("silent_drop");
    assertThat(findings.get(0).evidence())
        .as("frames of the server's capture are those of the second file")
        .flatExtracting(Evidence::frames)
        .isNotEmpty()
        .allSatisfy(frame -> assertThat(FrameId.file(frame)).isEqualTo(1));
  }

  @Test
  void whereNothingElseTells_theUsersWordTellsTheOrder() {
    Side one =
        bridged("one.pcap", Vantage.SERVER, to(OTHER), to(OTHER).from("10.0.0.1:4002").at(20));
    Side other =
        bridged(
            "other.pcap",
            Vantage.CLIENT,
            to(OTHER),
            to(REDIS).at(1).unanswered(0, 1, 3, 7),
            to(OTHER).from("10.0.0.1:4002").at(20));

    TwoCaptures both = TwoCaptures.of(one, other);

    assertThat(both.order()).startsWith("other.pcap is nearer").contains("as was said");
    assertThat(findings(both))
        .extracting(finding -> finding.cause().id())
        .containsExactly("drop_firewall");
  }

  @Test
  void hopsThatContradictTheUser_areBelieved() {
    Side one = said(client(atClient(REDIS, 4000)), Vantage.SERVER);
    Side other = said(server(atServer(REDIS, 4000)), Vantage.CLIENT);

    assertThat(TwoCaptures.of(one, other).order())
        .startsWith("client.pcap is nearer")
        .endsWith("although the opposite was said");
  }

  /** On the two sides of a box that counts no hops. */
  private static Side bridged(String name, Vantage said, AttemptBuilder... attempts) {
    return said(new Side(name, 1, Sightings.from(Vantage.UNKNOWN).saw(attempts).judgement()), said);
  }

  private static Side said(Side side, Vantage where) {
    return new Side(side.name(), 1, side.judgement(), side.scope(), Optional.of(where));
  }

  @Test
  void strangers_sayNothingOfThePath() {
    TwoCaptures both =
        TwoCaptures.of(
            server(atServer(REDIS, 5000).from("192.0.2.7:5000")), client(atClient(REDIS, 4000)));

    assertThat(both.near().name()).as("by their vantages").isEqualTo("client.pcap");
    assertThat(both.lines())
        .singleElement()
        .asString()
        .startsWith("No connection is in both captures");
    assertThat(findings(both)).isEmpty();
  }
}
