package io.synscope.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.exchange.Credentials;
import io.synscope.exchange.TlsPlan;
import io.synscope.finding.Severity;
import io.synscope.report.Report;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every failure that a live server can show, on real kernels and a real Redis. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "nft", "ss", "redis-server", "redis-cli"})
final class DiagnoseLabTest {
  @RegisterExtension static final Bed BED = new Bed();

  @TempDir private Path folder;

  @Test
  void healthyServer_hasNothingWrong_andSaysWhatWasLookedAt() {
    BED.redis();
    Report report = BED.diagnose(6379);
    assertThat(report.findings()).isEmpty();
    assertThat(Bed.cause(report)).isEqualTo("none");
    assertThat(report.notChecked()).isEmpty();
    assertThat(report.checks()).anyMatch(line -> line.startsWith("server: Redis "));
    assertThat(report.checks()).anyMatch(line -> line.startsWith("packets: "));
    long attempts = report.attemptsTotal();
    assertThat(report.checks())
        .anyMatch(
            line ->
                line.contains(
                    "%1$d of %1$d attempts among them; the kernel's".formatted(attempts)));
    assertThat(report.latency())
        .anyMatch(line -> line.phase().equals("CONNECT") && line.clock().equals("wire"));
  }

  @Test
  void healthyServer_onItsOwnHost_hasNothingWrong() {
    BED.redis();
    Report report = BED.diagnose(BED.lab().server(), Lab.SERVER + ":6379", Optional.empty());
    assertThat(report.findings()).isEmpty();
    assertThat(report.checks())
        .anyMatch(line -> line.matches("host: listen queue [0-9]+ of 511.*"));
  }

  @Test
  void maxclients() {
    BED.redis("--maxclients", "10");
    BED.connect(10, 6379);
    assertThat(Bed.cause(BED.diagnose(6379))).isEqualTo("redis_maxclients");
  }

  @Test
  void protectedMode() {
    BED.redis("--protected-mode", "yes");
    assertThat(Bed.cause(BED.diagnose(6379))).isEqualTo("redis_protected_mode");
  }

  @Test
  void passwordMissing() {
    BED.redis("--requirepass", "secret-of-the-test");
    assertThat(Bed.cause(BED.diagnose(6379))).isEqualTo("redis_noauth");
  }

  @Test
  void passwordWrong_isNamed_andNeverPrinted() {
    BED.redis("--requirepass", "secret-of-the-test");
    Report report = BED.diagnose(6379, password("guess-of-the-test"));
    assertThat(Bed.cause(report)).isEqualTo("redis_wrongpass");
    assertThat(report.toString()).doesNotContain("of-the-test");
  }

  @Test
  void passwordRight_isHealthy() {
    BED.redis("--requirepass", "secret-of-the-test");
    Report report = BED.diagnose(6379, password("secret-of-the-test"));
    assertThat(Bed.cause(report)).isEqualTo("none");
    assertThat(report.toString()).doesNotContain("of-the-test");
  }

  @Test
  void memoryFull() {
    BED.redis("--maxmemory", "500kb", "--maxmemory-policy", "noeviction");
    assertThat(Bed.cause(BED.diagnose(6379))).isEqualTo("redis_oom");
  }

  @Test
  void loading() {
    Path data = folder.resolve("dump.rdb");
    Program first = BED.redis("--dir", folder.toString(), "--enable-debug-command", "yes");
    cli("debug", "populate", "200000", "key", "50");
    cli("save");
    assertThat(data).exists();
    first.close();
    Program second =
        BED.lab()
            .server()
            .start(
                "redis-server",
                "--protected-mode",
                "no",
                "--dir",
                folder.toString(),
                "--key-load-delay",
                "200",
                "--loading-process-events-interval-bytes",
                "1024");
    BED.keep(second);
    second.await(line -> line.contains("Loading RDB") || line.contains("Server initialized"));
    assertThat(Bed.cause(BED.diagnose(6379))).isEqualTo("redis_loading");
  }

  @Test
  void slowCommand() {
    BED.redis("--enable-debug-command", "yes");
    Program slow = BED.lab().client().start("redis-cli", "-h", Lab.SERVER, "debug", "sleep", "2");
    BED.keep(slow);
    awaitSilence();
    assertThat(Bed.cause(BED.diagnose(6379))).isEqualTo("redis_slow_command");
  }

  @Test
  void stoppedProcess() {
    Program redis = BED.redis();
    redis.signal(Program.SIGSTOP);
    assertThat(Bed.cause(BED.diagnose(6379))).isEqualTo("app_hung");
  }

  @Test
  void writesToAReplica() {
    Program primary = BED.redis("--port", "6380");
    Program replica = BED.redis("--replicaof", "127.0.0.1 6380");
    assertThat(primary.pid()).isNotEqualTo(replica.pid());
    Program writer =
        BED.lab()
            .client()
            .start("redis-cli", "-h", Lab.SERVER, "-r", "-1", "-i", "0.01", "set", "a", "1");
    BED.keep(writer);
    writer.await(line -> line.contains("READONLY"));
    assertThat(Bed.cause(BED.diagnose(6379))).isEqualTo("redis_readonly");
  }

  @Test
  void replicaWithoutPrimary() {
    BED.redis("--replicaof", "127.0.0.1 6999");
    assertThat(Bed.cause(BED.diagnose(6379))).isEqualTo("redis_masterdown");
  }

  @Test
  void overflowingBacklog_isProvedOnTheServer() {
    Program redis = BED.redis("--tcp-backlog", "2");
    redis.signal(Program.SIGSTOP);
    BED.connect(3, 6379);
    Report report = BED.diagnose(BED.lab().server(), Lab.SERVER + ":6379", Optional.empty());
    assertThat(Bed.cause(report)).isEqualTo("accept_queue_overflow");
  }

  @Test
  void holeInThePathMtu() {
    BED.redis();
    BED.lab().router().run("ip", "link", "set", "r1", "mtu", "1300");
    BED.lab().router().rule("output", "icmp type destination-unreachable drop");
    try {
      assertThat(Bed.cause(BED.diagnose(6379))).isEqualTo("mtu_blackhole");
    } finally {
      BED.lab().router().run("ip", "link", "set", "r1", "mtu", "1500");
    }
  }

  @Test
  void noPortLeftOnTheClient() {
    BED.redis();
    String usual = BED.lab().client().run("sysctl", "-n", "net.ipv4.ip_local_port_range").strip();
    BED.lab().client().sysctl("net.ipv4.ip_local_port_range", "40000 40003");
    try {
      BED.connect(4, 6379);
      assertThat(Bed.cause(BED.diagnose(6379))).isEqualTo("ephemeral_port_exhaustion");
    } finally {
      BED.lab().client().sysctl("net.ipv4.ip_local_port_range", usual);
    }
  }

  @Test
  void descriptorsOfTheServerAreSpent() {
    Program redis = BED.redis("--maxclients", "20");
    BED.lab().server().run("prlimit", "--pid", Long.toString(redis.pid()), "--nofile=20:20");
    BED.connect(20, 6379);
    Report report = BED.diagnose(6379);
    assertThat(report.headline().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(report.findings())
        .anyMatch(
            finding ->
                finding.cause().id().equals("fd_exhaustion")
                    || finding.alternatives().contains("fd_exhaustion"));
  }

  @Test
  void severalClientsOnOneHost_areCountedByAddress_andNamesStayUnread() {
    BED.redis();
    BED.connect(3, 6379);
    cli("client", "setname", "name-of-the-test");
    Report report = BED.diagnose(6379);
    assertThat(report.checks())
        .anyMatch(line -> line.startsWith("server: connections from 10.77.1.2: 4,"));
    assertThat(report.toString()).doesNotContain("of-the-test");
  }

  @Test
  void tlsSpokenToAPlainPort() {
    BED.redis();
    Report report =
        BED.diagnose(BED.lab().client(), Lab.SERVER + ":6379", Optional.of(TlsPlan.unchecked()));
    assertThat(Bed.cause(report)).isEqualTo("tls_to_plain_port");
  }

  @Test
  void aclThatForbids_isNotChecked_andNotWrong() {
    BED.redis("--user", "app", "on", ">x", "~*", "+ping", "+hello");
    Credentials app = new Credentials("app", Optional.of("x"), 0, 0, "");
    Report report = BED.diagnose(6379, app);
    assertThat(report.headline().severity()).isEqualTo(Severity.INFO);
    assertThat(report.notChecked())
        .extracting(each -> each.what())
        .anyMatch(w -> w.contains("INFO"));
  }

  /** Until the server no longer answers: the slow command has begun. */
  private static void awaitSilence() {
    String answer = "PONG";
    while (answer.contains("PONG")) {
      answer =
          BED.lab()
              .client()
              .run("sh", "-c", "timeout 0.3 redis-cli -h " + Lab.SERVER + " ping || echo silence");
    }
  }

  private static void cli(String... words) {
    List<String> command = new ArrayList<>(List.of("redis-cli", "-h", Lab.SERVER));
    command.addAll(List.of(words));
    BED.lab().client().run(command.toArray(String[]::new));
  }

  private static Credentials password(String word) {
    return new Credentials("", Optional.of(word), 0, 0, "");
  }
}
