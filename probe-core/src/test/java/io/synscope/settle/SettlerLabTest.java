package io.synscope.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.SettlingTest;
import io.synscope.observation.SettlingTest.Showing;
import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import io.synscope.run.ProbePlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import io.synscope.testkit.lab.Certificates;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresRoot;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Look-alikes, and the tests that tell them apart, on real kernels and firewalls. */
@RequiresRoot
@RequiresCommand({"ip", "nft", "redis-server"})
class SettlerLabTest {
  private static final Lab LAB = Lab.create();

  @TempDir private Path folder;

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @AfterEach
  void flush() {
    LAB.flushRules();
  }

  @Test
  void droppedPort_hasALiveHostBehindIt_andTheRouterInFront() {
    LAB.router().rule("forward", "tcp dport 6400 drop");
    List<SettlingTest> tests = settle(Lab.SERVER + ":6400");
    assertThat(tests)
        .extracting(SettlingTest::showing)
        .containsExactly(
            Showing.OTHER_PORT_ANSWERS, Showing.BURST_SILENT, Showing.SWALLOWED_BEHIND_HOP);
    assertThat(tests.get(0).saw()).startsWith("port 1 answered with RST");
    assertThat(tests.get(2).saw())
        .startsWith("hop 1 (" + Lab.ROUTER + ") is the last that answers");
  }

  @Test
  void hostThatIsDown_hasNoPortThatAnswers() {
    LAB.router().rule("forward", "ip daddr " + Lab.SERVER + " drop");
    assertThat(settle(Lab.SERVER + ":6400"))
        .extracting(SettlingTest::showing)
        .contains(Showing.OTHER_PORTS_SILENT, Showing.BURST_SILENT);
  }

  @Test
  void fullAcceptQueue_letsNobodyOrOnlySomeIn_onAHostThatAnswers() throws Exception {
    try (ServerSocket full = listen(6401, 1)) {
      LAB.client().call(() -> new java.net.Socket(Lab.SERVER, 6401));
      LAB.client().call(() -> new java.net.Socket(Lab.SERVER, 6401));
      List<SettlingTest> tests = settle(Lab.SERVER + ":6401");
      assertThat(tests).extracting(SettlingTest::showing).startsWith(Showing.OTHER_PORT_ANSWERS);
      assertThat(full.isClosed()).isFalse();
    }
  }

  @Test
  void resetOfTheHostItself_comesFromItsOwnDistance() {
    assertThat(settle(Lab.SERVER + ":6400"))
        .extracting(SettlingTest::showing)
        .containsExactly(Showing.RST_AT_HOST_DISTANCE);
  }

  @Test
  void resetByANearerBox_comesFromNearer() {
    LAB.router().rule("prerouting", "tcp dport 6400 reject with tcp reset");
    List<SettlingTest> tests = settle(Lab.SERVER + ":6400");
    assertThat(tests).extracting(SettlingTest::showing).containsExactly(Showing.RST_BEFORE_HOST);
    assertThat(tests.get(0).saw()).isEqualTo("the RST comes from 1 hop away, the host is 2");
  }

  @Test
  @RequiresCommand("openssl")
  void portThatResetsPlainText_isFoundToSpeakTls() {
    Certificates made = Certificates.make(folder, Lab.SERVER);
    try (Program redis = LAB.redis(made.redisOptions("6380", "no"))) {
      assertThat(settle(Lab.SERVER + ":6380"))
          .extracting(SettlingTest::showing)
          .contains(Showing.SPEAKS_TLS);
      assertThat(settle("rediss://" + Lab.SERVER + ":6379"))
          .extracting(SettlingTest::showing)
          .contains(Showing.SPEAKS_PLAIN);
      assertThat(redis.pid()).isPositive();
    }
  }

  @Test
  void pathThatLosesFullSegments_isFoundByTheirSize() {
    try (Program redis = LAB.redis()) {
      assertThat(settle(Lab.SERVER))
          .extracting(SettlingTest::showing)
          .containsExactly(Showing.SIZE_DOES_NOT_MATTER);
      LAB.router().rule("forward", "tcp sport 6379 ip length > 1400 drop");
      assertThat(settle(Lab.SERVER))
          .extracting(SettlingTest::showing)
          .containsExactly(Showing.LARGE_REPLY_LOST);
      LAB.flushRules();
      LAB.router().rule("forward", "tcp dport 6379 ip length > 1400 drop");
      assertThat(settle(Lab.SERVER))
          .extracting(SettlingTest::showing)
          .containsExactly(Showing.LARGE_REQUEST_LOST);
      assertThat(redis.pid()).isPositive();
    }
  }

  private static List<SettlingTest> settle(String target) {
    ProbePlan plan =
        ProbePlan.of(List.of(Target.parse(target)))
            .withSchedule(() -> Arrivals.every(1), Limit.count(1))
            .withTimeout(TimeUnit.MILLISECONDS.toNanos(1500));
    return LAB.client()
        .call(() -> new Settler(plan).settle(new Probe(plan, ProbeListener.NONE).run()));
  }

  private static ServerSocket listen(int port, int backlog) {
    return LAB.server()
        .call(
            () -> {
              ServerSocket socket = new ServerSocket();
              socket.bind(new InetSocketAddress(InetAddress.getByName(Lab.SERVER), port), backlog);
              return socket;
            });
  }
}
