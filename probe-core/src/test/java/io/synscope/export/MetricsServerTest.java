package io.synscope.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import io.synscope.run.ProbePlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Prometheus is told over HTTP of a port on which nothing listens. */
final class MetricsServerTest {
  @Test
  void metricsAndProbesCarryTheReasonOfAFailure() throws Exception {
    int closed;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }
    String target = "127.0.0.1:" + closed;
    Tally tally = new Tally();
    Probe probe =
        new Probe(
            ProbePlan.of(List.of(Target.parse(target)))
                .withSchedule(() -> Arrivals.every(1), Limit.count(2)),
            tally);
    probe.run();
    InetSocketAddress where = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (MetricsServer server = MetricsServer.start(where, probe, tally, plan -> plan)) {
      assertThat(get(server, "/metrics"))
          .contains(
              "synscope_attempts_total{outcome=\"REFUSED_RST\",reason=\"refused_rst\",server=\""
                  + target
                  + "\",target=\""
                  + target
                  + "\"} 2.0");
      assertThat(get(server, "/probe?target=" + target))
          .contains("probe_success 0", "reason=\"refused_rst\"", "probe_duration_seconds ")
          .doesNotContain("synscope_phase_seconds{");
      assertThat(get(server, "/probe")).contains("write /probe?target=");
      assertThat(get(server, "/probe?target=a%20b")).doesNotContain("probe_success");
    }
  }

  @Test
  void probeThatSucceeds_tellsItsPhases() throws Exception {
    Probe none = new Probe(ProbePlan.of(List.of()), ProbeListener.NONE);
    InetSocketAddress where = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocket redis = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        MetricsServer server = MetricsServer.start(where, none, new Tally(), plan -> plan)) {
      Thread pong = new Thread(() -> pong(redis), "pong");
      pong.start();
      assertThat(get(server, "/probe?target=127.0.0.1:" + redis.getLocalPort()))
          .contains(
              "probe_success 1.0", "clock=\"user\",phase=\"CONNECT\"", "phase=\"ROUND_TRIP\"");
      pong.join();
      assertThat(get(server, "/")).contains("/metrics", "/probe?target=");
    }
  }

  private static void pong(ServerSocket redis) {
    try (Socket client = redis.accept()) {
      client.getInputStream().read();
      client.getOutputStream().write("+PONG\r\n".getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String get(MetricsServer server, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
