package io.synscope.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.exchange.Credentials;
import io.synscope.exchange.TlsPlan;
import io.synscope.finding.Severity;
import io.synscope.report.Report;
import io.synscope.rule.witness.Thresholds;
import io.synscope.target.AddressFamily;
import io.synscope.target.Target;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Namespace;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every failure that a live server can show, on real kernels and a real Redis. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "nft", "ss", "redis-server", "redis-cli"})
final class DiagnoseLabTest {
  private static final Lab LAB = Lab.create();
  private static final Credentials NOBODY = Credentials.NONE;

  private final List<AutoCloseable> open = new ArrayList<>();

  @TempDir Path folder;

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @AfterEach
  void tidy() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    LAB.flushRules();
  }

  @Test
  void healthyServer_hasNothingWrong_andSaysWhatWasLookedAt() {
    redis();
    Report report = diagnose(6379, NOBODY);
    assertThat(report.findings()).isEmpty();
    assertThat(cause(report)).isEqualTo("none");
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
    redis();
    Report report = diagnose(LAB.server(), Lab.SERVER, 6379, NOBODY, Optional.empty());
    assertThat(report.findings()).isEmpty();
    assertThat(report.checks())
        .anyMatch(line -> line.matches("host: listen queue [0-9]+ of 511.*"));
  }

  @Test
  void maxclients() {
    redis("--maxclients", "10");
    connect(10, 6379);
    assertThat(cause(diagnose(6379, NOBODY))).isEqualTo("redis_maxclients");
  }

  @Test
  void protectedMode() {
    redis("--protected-mode", "yes");
    assertThat(cause(diagnose(6379, NOBODY))).isEqualTo("redis_protected_mode");
  }

  @Test
  void passwordMissing() {
    redis("--requirepass", "secret-of-the-test");
    assertThat(cause(diagnose(6379, NOBODY))).isEqualTo("redis_noauth");
  }

  @Test
  void passwordWrong_isNamed_andNeverPrinted() {
    redis("--requirepass", "secret-of-the-test");
    Report report = diagnose(6379, password("guess-of-the-test"));
    assertThat(cause(report)).isEqualTo("redis_wrongpass");
    assertThat(report.toString()).doesNotContain("of-the-test");
  }

  @Test
  void passwordRight_isHealthy() {
    redis("--requirepass", "secret-of-the-test");
    Report report = diagnose(6379, password("secret-of-the-test"));
    assertThat(cause(report)).isEqualTo("none");
    assertThat(report.toString()).doesNotContain("of-the-test");
  }

  @Test
  void memoryFull() {
    redis("--maxmemory", "500kb", "--maxmemory-policy", "noeviction");
    assertThat(cause(diagnose(6379, NOBODY))).isEqualTo("redis_oom");
  }

  @Test
  void loading() {
    Path data = folder.resolve("dump.rdb");
    Program first = redis("--dir", folder.toString(), "--enable-debug-command", "yes");
    cli("debug", "populate", "200000", "key", "50");
    cli("save");
    assertThat(data).exists();
    first.close();
    Program second =
        LAB.server()
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
    open.add(second);
    second.await(line -> line.contains("Loading RDB") || line.contains("Server initialized"));
    assertThat(cause(diagnose(6379, NOBODY))).isEqualTo("redis_loading");
  }

  @Test
  void slowCommand() {
    redis("--enable-debug-command", "yes");
    Program slow = LAB.client().start("redis-cli", "-h", Lab.SERVER, "debug", "sleep", "2");
    open.add(slow);
    awaitSilence();
    assertThat(cause(diagnose(6379, NOBODY))).isEqualTo("redis_slow_command");
  }

  @Test
  void stoppedProcess() {
    Program redis = redis();
    redis.signal(Program.SIGSTOP);
    assertThat(cause(diagnose(6379, NOBODY))).isEqualTo("app_hung");
  }

  @Test
  void writesToAReplica() {
    Program primary = redis("--port", "6380");
    Program replica = redis("--replicaof", "127.0.0.1 6380");
    assertThat(primary.pid()).isNotEqualTo(replica.pid());
    Program writer =
        LAB.client()
            .start("redis-cli", "-h", Lab.SERVER, "-r", "-1", "-i", "0.01", "set", "a", "1");
    open.add(writer);
    writer.await(line -> line.contains("READONLY"));
    assertThat(cause(diagnose(6379, NOBODY))).isEqualTo("redis_readonly");
  }

  @Test
  void replicaWithoutPrimary() {
    redis("--replicaof", "127.0.0.1 6999");
    assertThat(cause(diagnose(6379, NOBODY))).isEqualTo("redis_masterdown");
  }

  @Test
  void overflowingBacklog_isProvedOnTheServer() {
    Program redis = redis("--tcp-backlog", "2");
    redis.signal(Program.SIGSTOP);
    connect(3, 6379);
    Report report = diagnose(LAB.server(), Lab.SERVER, 6379, NOBODY, Optional.empty());
    assertThat(cause(report)).isEqualTo("accept_queue_overflow");
  }

  @Test
  void holeInThePathMtu() {
    redis();
    LAB.router().run("ip", "link", "set", "r1", "mtu", "1300");
    LAB.router().rule("output", "icmp type destination-unreachable drop");
    try {
      assertThat(cause(diagnose(6379, NOBODY))).isEqualTo("mtu_blackhole");
    } finally {
      LAB.router().run("ip", "link", "set", "r1", "mtu", "1500");
    }
  }

  @Test
  void noPortLeftOnTheClient() {
    redis();
    String usual = LAB.client().run("sysctl", "-n", "net.ipv4.ip_local_port_range").strip();
    LAB.client().sysctl("net.ipv4.ip_local_port_range", "40000 40003");
    try {
      connect(4, 6379);
      assertThat(cause(diagnose(6379, NOBODY))).isEqualTo("ephemeral_port_exhaustion");
    } finally {
      LAB.client().sysctl("net.ipv4.ip_local_port_range", usual);
    }
  }

  @Test
  void descriptorsOfTheServerAreSpent() {
    Program redis = redis("--maxclients", "20");
    LAB.server().run("prlimit", "--pid", Long.toString(redis.pid()), "--nofile=20:20");
    connect(20, 6379);
    Report report = diagnose(6379, NOBODY);
    assertThat(report.headline().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(report.findings())
        .anyMatch(
            finding ->
                finding.cause().id().equals("fd_exhaustion")
                    || finding.alternatives().contains("fd_exhaustion"));
  }

  @Test
  void severalClientsOnOneHost_areCountedByAddress_andNamesStayUnread() {
    redis();
    connect(3, 6379);
    cli("client", "setname", "name-of-the-test");
    Report report = diagnose(6379, NOBODY);
    assertThat(report.checks())
        .anyMatch(line -> line.startsWith("server: connections from 10.77.1.2: 4,"));
    assertThat(report.toString()).doesNotContain("of-the-test");
  }

  @Test
  void tlsSpokenToAPlainPort() {
    redis();
    Report report =
        diagnose(LAB.client(), Lab.SERVER, 6379, NOBODY, Optional.of(TlsPlan.unchecked()));
    assertThat(cause(report)).isEqualTo("tls_to_plain_port");
  }

  @Test
  void aclThatForbids_isNotChecked_andNotWrong() {
    redis("--user", "app", "on", ">x", "~*", "+ping", "+hello");
    Credentials app = new Credentials("app", Optional.of("x"), 0, 0, "");
    Report report = diagnose(6379, app);
    assertThat(report.headline().severity()).isEqualTo(Severity.INFO);
    assertThat(report.notChecked())
        .extracting(each -> each.what())
        .anyMatch(w -> w.contains("INFO"));
  }

  private Program redis(String... settings) {
    Program redis = LAB.redis(settings);
    open.add(redis);
    return redis;
  }

  /** Connections that stay, made one after the other. */
  private void connect(int count, int port) {
    for (int i = 0; i < count; i++) {
      open.add(LAB.client().call(() -> new Socket(Lab.SERVER, port)));
    }
  }

  /** Until the server no longer answers: the slow command has begun. */
  private static void awaitSilence() {
    String answer = "PONG";
    while (answer.contains("PONG")) {
      answer =
          LAB.client()
              .run("sh", "-c", "timeout 0.3 redis-cli -h " + Lab.SERVER + " ping || echo silence");
    }
  }

  private static void cli(String... words) {
    List<String> command = new ArrayList<>(List.of("redis-cli", "-h", Lab.SERVER));
    command.addAll(List.of(words));
    LAB.client().run(command.toArray(String[]::new));
  }

  private static Credentials password(String word) {
    return new Credentials("", Optional.of(word), 0, 0, "");
  }

  private static Report diagnose(int port, Credentials who) {
    return diagnose(LAB.client(), Lab.SERVER, port, who, Optional.empty());
  }

  private static Report diagnose(
      Namespace from, String host, int port, Credentials who, Optional<TlsPlan> tls) {
    Wish wish =
        new Wish(
            Target.parse(host + ":" + port),
            AddressFamily.ANY,
            tls,
            who,
            10_000_000_000L,
            true,
            false,
            0,
            Thresholds.USUAL);
    return from.call(() -> Examination.of(wish));
  }

  private static String cause(Report report) {
    return report.headline().cause();
  }
}
