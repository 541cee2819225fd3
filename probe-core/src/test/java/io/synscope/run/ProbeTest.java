package io.synscope.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.connect.Transport;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole pipeline against real sockets on loopback. */
class ProbeTest {
  private static final long MILLI = 1_000_000;

  @ParameterizedTest
  @EnumSource(Transport.Kind.class)
  void serverThatAnswersPong_isServed(Transport.Kind kind) throws Exception {
    try (Server server = new Server("+PONG\r\n", false)) {
      List<AttemptEvent> heard = new ArrayList<>();
      ProbeResult result = run(kind, server.port(), 5, heard);
      assertThat(result.counts().attempts()).isEqualTo(5);
      assertThat(result.counts().attemptsServed()).isEqualTo(5);
      assertThat(heard).extracting(AttemptEvent::story).containsOnly(Story.OK);
      assertThat(heard.get(0).sight().reply()).isEqualTo("+PONG");
      assertThat(result.latency())
          .anySatisfy(line -> assertThat(line.phase() + line.clock()).isEqualTo("ROUND_TRIPuser"));
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.Kind.class)
  void closedPort_isRefused(Transport.Kind kind) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ProbeResult result = run(kind, port, 2, new ArrayList<>());
    assertThat(result.counts().byOutcome())
        .containsOnlyKeys(Outcome.REFUSED_RST)
        .containsEntry(Outcome.REFUSED_RST, 2L);
  }

  @ParameterizedTest
  @EnumSource(Transport.Kind.class)
  void serverThatIsFull_speaksFirstAndCloses(Transport.Kind kind) throws Exception {
    try (Server server = new Server("-ERR max number of clients reached\r\n", true)) {
      List<AttemptEvent> heard = new ArrayList<>();
      run(kind, server.port(), 1, heard);
      assertThat(heard.get(0).story()).isEqualTo(Story.CLOSED_BY_SERVER_ERROR);
      assertThat(heard.get(0).sight().greeting()).isEqualTo("-ERR max number of clients reached");
      assertThat(heard.get(0).served()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.Kind.class)
  void answersAreHeardBetweenTheStartsOfABurst(Transport.Kind kind) throws Exception {
    int size = 120;
    List<AttemptEvent> heard = new ArrayList<>();
    try (ServerSocket queue = new ServerSocket(0, size, InetAddress.getLoopbackAddress())) {
      ProbePlan plan =
          ProbePlan.of(List.of(Target.parse("127.0.0.1:" + queue.getLocalPort())))
              .withSchedule(() -> Arrivals.bursts(size, 1), Limit.count(size))
              .withTransport(kind, true)
              .connectOnly();
      new Probe(plan, listener(heard)).run();
    }
    long firstEnd =
        heard.stream().mapToLong(event -> event.attempt().lastSeen().nanos()).min().orElseThrow();
    long lastStart =
        heard.stream().mapToLong(event -> event.attempt().firstSeen().nanos()).max().orElseThrow();
    assertThat(heard).hasSize(size);
    assertThat(firstEnd).as("the first is told before the last begins").isLessThan(lastStart);
  }

  private static ProbeResult run(Transport.Kind kind, int port, int count, List<AttemptEvent> heard)
      throws InterruptedException {
    ProbePlan plan =
        ProbePlan.of(List.of(Target.parse("127.0.0.1:" + port)))
            .withSchedule(() -> Arrivals.every(MILLI), Limit.count(count))
            .withTransport(kind, true);
    return new Probe(plan, listener(heard)).run();
  }

  private static ProbeListener listener(List<AttemptEvent> heard) {
    return new ProbeListener() {
      @Override
      public void attempted(AttemptEvent event) {
        heard.add(event);
      }
    };
  }

  /** Answers everyone with the same words. */
  private static final class Server implements AutoCloseable {
    private final ServerSocket listening =
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final byte[] words;
    private final boolean atOnce;

    Server(String words, boolean atOnce) throws IOException {
      this.words = words.getBytes(StandardCharsets.US_ASCII);
      this.atOnce = atOnce;
      Thread thread = new Thread(this::serve);
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return listening.getLocalPort();
    }

    private void serve() {
      while (true) {
        try (Socket client = listening.accept();
            OutputStream out = client.getOutputStream()) {
          if (!atOnce) {
            int unused = client.getInputStream().read(new byte[64]);
          }
          out.write(words);
        } catch (IOException e) {
          return;
        }
      }
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }
}
