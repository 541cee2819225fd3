package io.synscope.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.report.Report;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who forgets idle connections: a firewall on the way, the server itself, nobody. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "nft", "redis-server"})
final class DiagnoseIdleLabTest {
  private static final long IDLE_NANOS = 6_000_000_000L;
  @RegisterExtension static final Bed BED = new Bed();

  @ParameterizedTest
  @CsvSource({"drop, idle_firewall_drop", "reject with tcp reset, idle_firewall_rst"})
  void aFirewallThatForgetsWithinTwoSeconds(String verdict, String cause) {
    BED.redis();
    BED.lab().router().sysctl("net.netfilter.nf_conntrack_tcp_loose", 0);
    BED.lab()
        .router()
        .nft(
            """
            table inet lab {
              chain forward {
                type filter hook forward priority 0
                ct state established,related accept
                tcp flags & (fin|syn|rst|ack) == syn ct state new accept
                meta l4proto tcp %s
              }
            }
            """
                .formatted(verdict));
    BED.lab().router().sysctl("net.netfilter.nf_conntrack_tcp_timeout_established", 2);
    Report report = diagnose(Lab.SERVER + ":6379");
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo(cause);
    assertThat(report.checks()).anyMatch(line -> line.contains("with keepalive it lived"));
  }

  @Test
  void aServerThatClosesIdleConnections() {
    BED.redis("--timeout", "2");
    Report report = diagnose(Lab.SERVER + ":6379");
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("server_idle_timeout");
  }

  @Test
  void nobody() {
    BED.redis();
    Report report = diagnose(Lab.SERVER + ":6379");
    assertThat(report.findings()).as(Bed.all(report)).isEmpty();
    assertThat(report.checks()).anyMatch(line -> line.contains("each of them answered afterwards"));
  }

  private static Report diagnose(String target) {
    Wish wish = BED.wish(target, Optional.empty()).withIdle(IDLE_NANOS);
    return BED.lab().client().call(() -> Examination.of(wish));
  }
}
