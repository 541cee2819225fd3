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

import io.synscope.observation.ChecksumForm;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one capture lacks proves nothing where it could not have seen it. */
final class NotMissedTest {
  @Test
  void clientThatANatMayRename_isNotMissed() {
    TwoCaptures both =
        TwoCaptures.of(
            client(
                atClient(OTHER, 4000).from("10.0.0.2:4000"),
                atClient(REDIS, 4001).at(1).refused(62, ChecksumForm.VALID)),
            server(
                atServer(OTHER, 4000).from("10.0.0.2:4000"),
                atServer(REDIS, 61_000).from("192.0.2.7:61000").at(1).refused()));

    assertThat(findings(both))
        .extracting(finding -> finding.cause().id())
        .containsOnly("refused_no_listener");
  }

  @Test
  void serverThatTheOtherCaptureNeverSaw_isNotMissed() {
    TwoCaptures both =
        TwoCaptures.of(
            client(atClient(REDIS, 4000), to("10.5.5.5:443").at(1).unanswered(0, 1, 3, 7)),
            server(atServer(REDIS, 4000), atServer(REDIS, 4000).at(20)));

    assertThat(findings(both))
        .extracting(finding -> finding.cause().id())
        .containsExactly("silent_drop");
  }

  @Test
  void synsBesideTheOtherCapturesTime_proveNothing() {
    TwoCaptures both =
        TwoCaptures.of(
            client(atClient(OTHER, 4000), atClient(REDIS, 4001).at(100).unanswered(0, 1, 3, 7)),
            server(atServer(OTHER, 4000)));

    assertThat(findings(both))
        .extracting(finding -> finding.cause().id())
        .containsExactly("silent_drop");
  }

  @Test
  void whatCameWhenTheOtherCaptureWasNoLongerRead_isNotMissed() {
    Side there = server(atServer(OTHER, 4000));
    Side here = client(atClient(OTHER, 4000), atClient(REDIS, 4001).at(1).unanswered(0, 1, 3, 7));

    assertThat(findings(TwoCaptures.of(here, there)))
        .extracting(finding -> finding.cause().id())
        .containsExactly("drop_firewall");
    assertThat(findings(TwoCaptures.of(here, interrupted(there))))
        .extracting(finding -> finding.cause().id())
        .containsExactly("silent_drop");
  }

  private static Side interrupted(Side side) {
    return new Side(
        side.name(), side.files(), side.judgement(), new Side.Scope(false, true), Optional.empty());
  }

  @Test
  void whatTheOtherCaptureWasTooShortFor_isNotMissed() {
    Side here =
        client(
            atClient(OTHER, 4000),
            atClient(REDIS, 4001).at(4).unanswered(0, 1, 3, 7),
            atClient(OTHER, 4002).at(5).refused(62, ChecksumForm.VALID),
            atClient(OTHER, 4003).at(6).resetAtBirth());
    Side there = server(atServer(OTHER, 4000), atServer(OTHER, 4003).at(6));

    assertThat(findings(TwoCaptures.of(here, server(atServer(OTHER, 4000)))))
        .extracting(finding -> finding.cause().id())
        .doesNotContain("drop_firewall", "rst_injected");
    assertThat(findings(TwoCaptures.of(here, there)))
        .extracting(finding -> finding.cause().id())
        .contains("drop_firewall", "rst_injected");
  }

  @Test
  void addressesThatWereNotAskedFor_areNotMissed() {
    Side there = server(atServer(OTHER, 4000), atServer(OTHER, 4002).at(20));
    Side here =
        client(
            atClient(OTHER, 4000),
            atClient(REDIS, 4001).from("10.0.0.2:4001").at(1).unanswered(0, 1, 3, 7),
            atClient(OTHER, 4002).at(20));
    Side asked =
        new Side(there.name(), 1, there.judgement(), new Side.Scope(true, false), Optional.empty());

    assertThat(findings(TwoCaptures.of(here, there)))
        .extracting(finding -> finding.cause().id())
        .containsExactly("drop_firewall");
    assertThat(findings(TwoCaptures.of(here, asked)))
        .extracting(finding -> finding.cause().id())
        .containsExactly("silent_drop");
  }
}
