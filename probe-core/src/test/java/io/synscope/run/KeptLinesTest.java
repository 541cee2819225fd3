package io.synscope.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.exchange.DialoguePlan;
import io.synscope.exchange.Request;
import io.synscope.observation.Outcome;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Requests on connections that stay, and answers that come too late, on loopback. */
class KeptLinesTest {
  private static final long MILLI = 1_000_000;
  private static final int PING_BYTES = Request.of("PING").bytes().length;

  private final List<RequestEvent> asked = new ArrayList<>();
  private final List<AttemptEvent> attempted = new ArrayList<>();

  /** Hears, and does {@code then} after each attempt. */
  private ProbeListener listener(Runnable then) {
    return new ProbeListener() {
      @Override
      public void attempted(AttemptEvent event) {
        attempted.add(event);
        then.run();
      }

      @Override
      public void asked(RequestEvent event) {
        asked.add(event);
      }
    };
  }

  @Test
  void requestsTakeTurnsOnAllConnections() throws Exception {
    try (SmallServer server = new SmallServer("127.0.0.1", 0, KeptLinesTest::pongForever)) {
      ProbePlan plan =
          plan(server)
              .withSchedule(() -> Arrivals.every(MILLI / 2), Limit.count(200))
              .withConnections(4, 2);
      ProbeResult result = new Probe(plan, listener(() -> {})).run();
      assertThat(result.counts().requests()).isEqualTo(200);
      assertThat(result.counts().requestsServed()).isEqualTo(200);
      assertThat(result.counts().attempts()).isEqualTo(4);
      assertThat(result.counts().attemptsServed()).isEqualTo(4);
      Set<Object> used = new HashSet<>();
      asked.forEach(event -> used.add(event.tuple()));
      assertThat(used).hasSize(4);
      assertThat(asked).allMatch(event -> event.reply().equals("+PONG") && event.userNanos() > 0);
    }
  }

  @Test
  void connectionThatIsClosed_isReplaced() throws Exception {
    SmallServer.Manner onePong =
        client -> {
          if (client.getInputStream().readNBytes(PING_BYTES).length == PING_BYTES) {
            pong(client);
          }
          client.close();
        };
    try (SmallServer server = new SmallServer("127.0.0.1", 0, onePong)) {
      ProbePlan plan =
          plan(server)
              .withSchedule(() -> Arrivals.every(50 * MILLI), Limit.count(5))
              .withConnections(1, 1);
      ProbeResult result = new Probe(plan, listener(() -> {})).run();
      assertThat(result.counts().requests()).isEqualTo(5);
      assertThat(result.counts().requestsServed()).isEqualTo(5);
      assertThat(result.counts().attempts()).isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void requestsThatNoConnectionCarries_failInTheirTime_andTheRunEnds() throws Exception {
    int closed;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }
    ProbePlan plan =
        ProbePlan.of(List.of(Target.parse("127.0.0.1:" + closed)))
            .withSchedule(() -> Arrivals.every(MILLI), Limit.count(3))
            .withTimeout(20 * MILLI)
            .withConnections(2, 1);
    ProbeResult result = new Probe(plan, listener(() -> {})).run();
    assertThat(asked)
        .extracting(RequestEvent::reply)
        .containsExactly("no connection", "no connection", "no connection");
    assertThat(asked).noneMatch(RequestEvent::served);
    assertThat(attempted)
        .isNotEmpty()
        .allMatch(event -> event.attempt().outcome() == Outcome.REFUSED_RST);
    assertThat(result.latency())
        .filteredOn(line -> line.phase().equals("ROUND_TRIP"))
        .isNotEmpty()
        .allMatch(line -> line.failures() == 3);
  }

  @Test
  void answerThatComesTooLate_isATimeoutToTheClient_andAValueInTheHistogram() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    AtomicInteger accepted = new AtomicInteger();
    AtomicLong keptWaitingNanos = new AtomicLong();
    SmallServer.Manner firstIsLate =
        client -> {
          boolean first = accepted.getAndIncrement() == 0;
          if (client.getInputStream().readNBytes(PING_BYTES).length == PING_BYTES) {
            long asked = System.nanoTime();
            awaitIf(first, told);
            keptWaitingNanos.accumulateAndGet(System.nanoTime() - asked, Math::max);
            pong(client);
          }
        };
    try (SmallServer server = new SmallServer("127.0.0.1", 0, firstIsLate)) {
      ProbePlan plan =
          plan(server)
              .withSchedule(() -> Arrivals.every(800 * MILLI), Limit.count(2))
              .withTimeout(400 * MILLI);
      ProbeResult result = new Probe(plan, listener(told::countDown)).run();
      assertThat(attempted.get(0).served()).isFalse();
      assertThat(result.counts().attemptsServed()).isEqualTo(1);
      assertThat(result.counts().lateAnswers()).isEqualTo(1);
      assertThat(result.latency())
          .filteredOn(line -> line.phase().equals("ROUND_TRIP") && line.clock().equals("user"))
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.count()).isEqualTo(2);
                assertThat(line.failures()).isZero();
                assertThat(line.maxNanos()).isGreaterThanOrEqualTo(keptWaitingNanos.get());
              });
      assertThat(result.caveats())
          .anyMatch(caveat -> caveat.startsWith("1 answer came after the timeout"));
    }
  }

  @Test
  void answerThatNeverComes_isAFailureInTheHistogram() throws Exception {
    try (SmallServer server = new SmallServer("127.0.0.1", 0, client -> {})) {
      ProbePlan plan =
          plan(server)
              .withSchedule(() -> Arrivals.every(MILLI), Limit.count(3))
              .withTimeout(50 * MILLI);
      ProbeResult result = new Probe(plan, listener(() -> {})).run();
      assertThat(result.latency())
          .filteredOn(line -> line.phase().equals("ROUND_TRIP") && line.clock().equals("user"))
          .singleElement()
          .satisfies(line -> assertThat(line.failures()).isEqualTo(3));
    }
  }

  private static ProbePlan plan(SmallServer server) {
    return ProbePlan.of(List.of(Target.parse("127.0.0.1:" + server.port())))
        .withDialogue(DialoguePlan.PING);
  }

  private static void pongForever(Socket client) {
    Thread thread =
        new Thread(
            () -> {
              try {
                InputStream in = client.getInputStream();
                while (in.readNBytes(PING_BYTES).length == PING_BYTES) {
                  pong(client);
                }
              } catch (IOException e) {
                return; // the probe has gone
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void pong(Socket client) throws IOException {
    client.getOutputStream().write("+PONG\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static void awaitIf(boolean first, CountDownLatch told) {
    try {
      if (first) {
        told.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
