package io.synscope.cli.diagnose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.report.Report;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Servers that accept and do not serve: another service, no slots, no disk, a storm of clients. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "nft", "ss", "redis-server", "redis-cli"})
final class DiagnoseServiceLabTest {
  @RegisterExtension static final Bed BED = new Bed();

  @TempDir private Path folder;

  @Test
  void anHttpServer() {
    BED.keep(
        answering(
            8080, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
    assertNamed(BED.diagnose(8080), "wrong_service");
  }

  @Test
  void aServiceThatClosesWithoutAWord() {
    BED.keep(answering(8080, ""));
    assertNamed(BED.diagnose(8080), "closed_unheard");
  }

  @Test
  void aClusterWithoutSlots() {
    BED.redis("--cluster-enabled", "yes", "--dir", folder.toString());
    assertNamed(BED.diagnose(6379), "redis_clusterdown");
  }

  @Test
  void aSnapshotThatCannotBeWritten() throws IOException {
    BED.redis("--save", "3600 1", "--dir", folder.toString());
    Files.createDirectories(folder.resolve("dump.rdb/where a file should be"));
    cli("set a 1");
    cli("bgsave");
    BED.lab()
        .client()
        .run(
            "sh",
            "-c",
            "for i in $(seq 2000); do redis-cli -h "
                + Lab.SERVER
                + " info persistence | grep -q bgsave_status:err && exit; done; exit 1");
    assertNamed(BED.diagnose(6379), "redis_misconf");
  }

  @Test
  void aBurstOfClients_whileRedisIsBusy() {
    BED.redis("--tcp-backlog", "8", "--enable-debug-command", "yes");
    BED.keep(BED.lab().client().start("redis-cli", "-h", Lab.SERVER, "debug", "sleep", "6"));
    awaitSilence();
    BED.keep(
        BED.lab()
            .client()
            .start(
                "sh",
                "-c",
                "for i in $(seq 30); do redis-cli -h " + Lab.SERVER + " ping & done; wait"));
    BED.lab()
        .server()
        .run(
            "sh",
            "-c",
            "until ss -ltnH 'sport = :6379' | awk '$2 > $3 { full = 1 } END { exit !full }'; do :; done");
    Report report = BED.diagnose(6379);
    // As long as nobody gets in, only the server could tell a full queue from a firewall.
    assertThat(report.findings())
        .as(Bed.all(report))
        .anyMatch(
            finding ->
                finding.cause().id().equals("accept_queue_overflow")
                    || finding.cause().id().equals("redis_slow_command")
                    || finding.alternatives().contains("accept_queue_overflow"));
  }

  private static void assertNamed(Report report, String cause) {
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo(cause);
  }

  private static void cli(String words) {
    BED.lab().client().run("sh", "-c", "redis-cli -h " + Lab.SERVER + " " + words);
  }

  private static void awaitSilence() {
    BED.lab()
        .client()
        .run("sh", "-c", "while timeout 0.3 redis-cli -h " + Lab.SERVER + " ping; do :; done");
  }

  /** Reads once, answers this, closes. */
  private static ServerSocket answering(int port, String words) {
    ServerSocket listener =
        BED.lab()
            .server()
            .call(() -> new ServerSocket(port, 50, InetAddress.getByName(Lab.SERVER)));
    Thread thread =
        new Thread(
            () -> {
              while (!listener.isClosed()) {
                try (Socket socket = listener.accept();
                    InputStream in = socket.getInputStream()) {
                  if (in.read(new byte[4096]) > 0) {
                    socket.getOutputStream().write(words.getBytes(ISO_8859_1));
                  }
                } catch (IOException e) {
                  // the next one
                }
              }
            },
            "service that is no Redis");
    thread.setDaemon(true);
    thread.start();
    return listener;
  }
}
