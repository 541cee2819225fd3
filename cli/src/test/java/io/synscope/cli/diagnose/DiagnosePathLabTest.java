package io.synscope.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.report.Report;
import io.synscope.testkit.lab.Distance;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, distance, queues and hosts that are not there. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "nft", "ss", "redis-server", "redis-cli"})
final class DiagnosePathLabTest {
  @RegisterExtension static final Bed BED = new Bed();

  @Test
  void farAway() throws Exception {
    BED.redis();
    try (Distance distance = Distance.of(BED.lab(), 20)) {
      assertThat(distance).isNotNull();
      assertNamed(BED.diagnose(6379), "high_latency");
    }
  }

  @Test
  void farAway_isToldWithoutPackets() throws Exception {
    BED.redis();
    try (Distance distance = Distance.of(BED.lab(), 20)) {
      assertThat(distance).isNotNull();
      Wish wish = BED.wish(Lab.SERVER + ":6379", Optional.empty()).withoutCapture();
      assertNamed(BED.lab().client().call(() -> Examination.of(wish)), "high_latency");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.77.2.2, r1, 10.77.2.2:6379, 'to the server ([0-9]+) bytes pass', 1248",
    "10.77.1.2, r0, 10.77.2.2:6379, 'back from it ([0-9]+) bytes pass', 1248",
    "fd77:2::2, r1, [fd77:2::2]:6379, 'to the server ([0-9]+) bytes pass', 1228"
  })
  void largePacketsVanishInOneDirection(
      String host, String device, String target, String words, int largest) {
    BED.redis();
    BED.lab().router().run("ip", "route", "add", host, "dev", device, "mtu", "lock", "1300");
    BED.lab()
        .router()
        .nft(
            """
            table inet lab {
              chain output {
                type filter hook output priority 0
                icmp type destination-unreachable drop
                icmpv6 type packet-too-big drop
              }
            }
            """);
    try {
      Report report = BED.diagnose(BED.lab().client(), target, Optional.empty());
      assertNamed(report, "mtu_blackhole");
      Matcher told = Pattern.compile(words).matcher(String.join("\n", report.checks()));
      assertThat(told.find()).as(Bed.all(report)).isTrue();
      assertThat(Integer.parseInt(told.group(1))).isBetween(500, largest);
    } finally {
      BED.lab().router().run("ip", "route", "del", host, "dev", device);
    }
  }

  @Test
  void aHostThatIsNotThere_behindARouter() {
    Report report = BED.diagnose(BED.lab().client(), "10.77.2.99:6379", Optional.empty());
    assertThat(Bed.cause(report))
        .as(Bed.all(report))
        .isIn("reject_icmp_host_unreach", "server_host_down");
  }

  @Test
  void aHostThatIsNotThere_onTheSameLink() {
    Report report = BED.diagnose(BED.lab().client(), "10.77.1.99:6379", Optional.empty());
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("arp_fail");
  }

  @Test
  void aQueueThatIsFull_seenFromTheClient() {
    Program redis = BED.redis("--tcp-backlog", "4");
    redis.signal(Program.SIGSTOP);
    BED.connect(4, 6379);
    Report report = BED.diagnose(6379);
    assertThat(Bed.cause(report)).as(Bed.all(report)).isIn("accept_queue_overflow", "app_hung");
  }

  @Test
  void halfOpenConnections_fillTheSynQueue_seenOnTheServer() {
    BED.redis("--tcp-backlog", "4");
    BED.lab().server().sysctl("net.ipv4.tcp_syncookies", 0);
    BED.lab().server().sysctl("net.ipv4.tcp_max_syn_backlog", 4);
    BED.lab()
        .router()
        .rule("forward", "ip saddr 10.77.2.2 tcp flags & (syn|ack) == (syn|ack) drop");
    BED.keep(
        BED.lab()
            .client()
            .start(
                "sh",
                "-c",
                "for i in $(seq 24); do timeout 20 redis-cli -h "
                    + Lab.SERVER
                    + " ping & done; wait"));
    BED.lab()
        .server()
        .run("sh", "-c", "until [ $(ss -tnH state syn-recv | wc -l) -ge 4 ]; do :; done");
    try {
      Report report = BED.diagnose(BED.lab().server(), Lab.SERVER + ":6379", Optional.empty());
      assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("syn_queue_overflow");
    } finally {
      BED.lab().server().sysctl("net.ipv4.tcp_syncookies", 1);
    }
  }

  @Test
  void anAddressThatNobodyListensOn_seenOnTheServer() {
    BED.keep(BED.lab().server().start("redis-server", "--bind", "127.0.0.1", "--save", ""))
        .await(line -> line.contains("eady to accept connections"));
    Report report = BED.diagnose(BED.lab().server(), Lab.SERVER + ":6379", Optional.empty());
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("refused_wrong_bind");
  }

  private static void assertNamed(Report report, String cause) {
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo(cause);
  }

  @Test
  void aScriptThatDoesNotEnd() {
    BED.redis("--busy-reply-threshold", "100");
    BED.keep(
        BED.lab().client().start("redis-cli", "-h", Lab.SERVER, "eval", "while true do end", "0"));
    BED.lab()
        .client()
        .run(
            "sh",
            "-c",
            "until timeout 1 redis-cli -h " + Lab.SERVER + " ping | grep -q BUSY; do :; done");
    Report report = BED.diagnose(6379);
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("redis_busy_script");
  }
}
