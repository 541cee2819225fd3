package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Outcome;
import io.synscope.report.Report;
import io.synscope.testkit.fixture.Excerpt;
import io.synscope.testkit.fixture.Recording;
import io.synscope.testkit.script.PacketScript;
import org.junit.jupiter.api.Test;

/** Captures whose snap length left less than a TCP header (RULES E5). */
class CutHeadersTest {
  private static final int TCP_OFFSET = 34;
  private static final Recording CAPTURE =
      PacketScript.read(Fixtures.SCRIPTS.resolve("wv14-two-servers-one-refuses.script"))
          .recording();

  @Test
  void headersCutBehindThePorts_areConnectionsOfWhichNothingCanBeTold() {
    Report report = cutAt(TCP_OFFSET + 4);
    assertThat(report.attempts())
        .hasSize(8)
        .allSatisfy(line -> assertThat(line.outcome()).isEqualTo(Outcome.INCONCLUSIVE_SNAPLEN))
        .allSatisfy(line -> assertThat(line.server().port()).isIn(7001, 7002));
    assertThat(report.headline().cause()).isEqualTo("no_traffic");
    assertThat(report.headline().sentence()).contains("8 connections", "snap length");
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void headersCutWithinThePorts_areNoConnections() {
    assertThat(cutAt(TCP_OFFSET + 3).attempts()).isEmpty();
  }

  @Test
  void headersWithoutTheirOptions_areFollowed() {
    assertThat(cutAt(TCP_OFFSET + 20).attempts())
        .extracting(line -> line.outcome())
        .containsOnly(Outcome.REFUSED_RST, Outcome.ESTABLISHED_CLEAN);
  }

  private static Report cutAt(int length) {
    return Fixtures.analyze(Excerpt.snapLength(CAPTURE, length));
  }
}
