package io.synscope.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.exchange.Credentials;
import io.synscope.report.Report;
import io.synscope.rule.witness.Thresholds;
import io.synscope.target.AddressFamily;
import io.synscope.target.Target;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Sentinel and a cluster, of which one member after the other is visited. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "nft", "ss", "redis-server", "redis-cli"})
final class DiagnoseDeploymentTest {
  private final Lab lab = Lab.create();

  @TempDir private Path folder;

  @AfterEach
  void remove() {
    lab.close();
  }

  @Test
  void aSentinelsServers_areVisited_andSayWhatTheyAre() throws IOException {
    lab.redis();
    lab.redis("--port", "6380", "--replicaof", Lab.SERVER + " 6379");
    sentinelOver(6379);
    awaitInAnswer("6380", 26379, "sentinel", "replicas", "main");
    Report report = diagnose(26379);
    assertThat(report.headline().cause()).isEqualTo("none");
    assertThat(report.findings()).isEmpty();
    assertThat(report.checks())
        .anyMatch(line -> line.matches(".*:6379 is said to be a primary .*serves.*a primary"))
        .anyMatch(line -> line.matches(".*:6380 is said to be a replica .*serves.*a replica"));
  }

  @Test
  void aReplicaThatIsGone_isNamed_andSoIsWhoAnnouncesIt() throws IOException {
    lab.redis();
    Program replica = lab.redis("--port", "6380", "--replicaof", Lab.SERVER + " 6379");
    sentinelOver(6379);
    awaitInAnswer("6380", 26379, "sentinel", "replicas", "main");
    replica.close();
    Report report = diagnose(26379);
    assertThat(report.headline().cause()).isEqualTo("refused_no_listener");
    assertThat(report.headline().sentence()).contains(":6380");
    assertThat(report.checks())
        .anyMatch(line -> line.matches(".*:6380 is said to be a replica .*does not serve.*"));
  }

  @Test
  void aPrimaryThatCallsItselfAReplica_isNamed() throws IOException {
    lab.redis();
    lab.redis("--port", "6380", "--replicaof", Lab.SERVER + " 6379");
    sentinelOver(6380);
    Report report = diagnose(26379);
    assertThat(report.findings())
        .anyMatch(finding -> finding.cause().id().equals("redis_role_stale"));
  }

  @Test
  void aNodeOfAClusterBehindAFirewall_isNamed() throws IOException {
    StringBuilder nodes = new StringBuilder();
    for (int port = 7000; port < 7003; port++) {
      Path own = Files.createDirectory(folder.resolve(Integer.toString(port)));
      lab.redis(
          "--port", Integer.toString(port), "--cluster-enabled", "yes", "--dir", own.toString());
      nodes.append(' ').append(Lab.SERVER).append(':').append(port);
    }
    lab.server().run("sh", "-c", "redis-cli --cluster create" + nodes + " --cluster-yes");
    awaitInAnswer("cluster_state:ok", 7000, "cluster", "info");
    assertThat(diagnose(7000).findings()).isEmpty();
    lab.router().rule("forward", "tcp dport 7002 drop");
    Report report = diagnose(7000);
    assertThat(report.headline().cause()).isEqualTo("silent_drop");
    assertThat(report.headline().sentence()).contains(":7002");
    assertThat(report.checks())
        .anyMatch(line -> line.matches(".*:7001 is said to be a primary .*serves.*"))
        .anyMatch(line -> line.matches(".*:7002 is said to be a primary .*does not serve.*"));
  }

  private void sentinelOver(int port) throws IOException {
    Path settings = folder.resolve("sentinel.conf");
    Files.writeString(
        settings,
        """
        port 26379
        protected-mode no
        sentinel monitor main %s %d 1
        """
            .formatted(Lab.SERVER, port));
    Program sentinel = lab.server().start("redis-server", settings.toString(), "--sentinel");
    sentinel.await(line -> line.contains("+monitor"));
  }

  /** Until the deployment knows itself: it tells when asked, and nothing else does. */
  private void awaitInAnswer(String wanted, int port, String... question) {
    String ask = "redis-cli -p " + port + " " + String.join(" ", question);
    lab.server().run("sh", "-c", "until " + ask + " | grep -q " + wanted + "; do :; done");
  }

  private Report diagnose(int port) {
    Wish wish =
        new Wish(
            Target.parse(Lab.SERVER + ":" + port),
            AddressFamily.ANY,
            Optional.empty(),
            Credentials.NONE,
            10_000_000_000L,
            true,
            false,
            0,
            Thresholds.USUAL);
    return lab.client().call(() -> Examination.of(wish));
  }
}
