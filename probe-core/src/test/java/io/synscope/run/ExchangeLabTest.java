package io.synscope.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.exchange.Credentials;
import io.synscope.observation.Outcome;
import io.synscope.observation.Phase;
import io.synscope.observation.Story;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresRoot;
import java.net.Socket;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the client alone can tell after the handshake: a real Redis where Redis does it, one test a
 * condition.
 */
@RequiresRoot
@RequiresCommand({"ip", "nft", "redis-server"})
class ExchangeLabTest {
  private static final Lab LAB = Lab.create();
  private static final String REDIS = Lab.SERVER + ":6379";
  private static final String FROM_REDIS = "tcp sport 6379 ";
  private static final String TO_REDIS = "tcp dport 6379 ";
  private static final String WITH_PAYLOAD = "tcp flags & (syn|fin|rst) == 0 ip length > 52 ";

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @AfterEach
  void flush() {
    LAB.flushRules();
  }

  @Test
  void healthyRedis_isServed_andTheKernelTimedIt() {
    try (Program redis = LAB.redis()) {
      AttemptEvent event = LabProbe.one(LAB.client(), REDIS);
      assertThat(event.story()).isEqualTo(Story.OK);
      assertThat(event.served()).isTrue();
      assertThat(event.attempt().outcome()).isEqualTo(Outcome.ESTABLISHED_CLEAN);
      assertThat(event.sight().reply()).isEqualTo("+PONG");
      assertThat(event.phases()).containsKeys(Phase.CONNECT, Phase.ROUND_TRIP);
      assertThat(event.sight().kernelRttNanos())
          .isPositive()
          .isLessThanOrEqualTo(event.phases().get(Phase.CONNECT));
      assertThat(redis.pid()).isPositive();
    }
  }

  @Test
  void fullRedis_saysSoItself() throws Exception {
    try (Program redis = LAB.redis("--maxclients", "1");
        Socket first = LAB.client().call(() -> new Socket(Lab.SERVER, 6379))) {
      first
          .getOutputStream()
          .write("PING\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(first.getInputStream().read()).isEqualTo('+');
      AttemptEvent event = LabProbe.one(LAB.client(), REDIS);
      assertThat(event.sight().greeting()).isEqualTo("-ERR max number of clients reached");
      assertThat(event.story()).isEqualTo(Story.CLOSED_BY_SERVER_ERROR);
      assertThat(event.served()).isFalse();
      assertThat(redis.pid()).isPositive();
    }
  }

  @Test
  void protectedRedis_saysSoItself() {
    try (Program redis = LAB.redis("--protected-mode", "yes", "--bind", "* -::*")) {
      AttemptEvent event = LabProbe.one(LAB.client(), REDIS);
      assertThat(event.sight().greeting()).startsWith("-DENIED Redis is running in protected mode");
      assertThat(event.story()).isEqualTo(Story.CLOSED_BY_SERVER_ERROR);
      assertThat(redis.pid()).isPositive();
    }
  }

  @Test
  void passwordIsWanted_wrong_orRight() {
    try (Program redis = LAB.redis("--requirepass", "correct")) {
      assertThat(LabProbe.one(LAB.client(), REDIS).sight().reply())
          .isEqualTo("-NOAUTH Authentication required.");
      AttemptEvent wrong = LabProbe.one(LAB.client(), REDIS, as("", "wrong", 0));
      assertThat(wrong.sight().reply()).startsWith("-WRONGPASS");
      assertThat(wrong.served()).isFalse();
      assertThat(wrong.sight().phase()).isEqualTo(Phase.GREET);
      assertThat(LabProbe.one(LAB.client(), REDIS, as("", "correct", 0)).served()).isTrue();
      assertThat(LabProbe.one(LAB.client(), REDIS, as("default", "correct", 3)).served()).isTrue();
      assertThat(redis.pid()).isPositive();
    }
  }

  private static UnaryOperator<ProbePlan> as(String user, String password, int hello) {
    return plan ->
        plan.withCredentials(new Credentials(user, Optional.of(password), hello, 0, "synscope"));
  }

  @ParameterizedTest
  @CsvSource({
    "'-LOADING Redis is loading the dataset in memory', OK_ERROR_REPLY",
    "'-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to no.', OK_ERROR_REPLY",
    "'HTTP/1.1 400 Bad Request', WRONG_PROTOCOL",
    "'SSH-2.0-OpenSSH_9.2', WRONG_PROTOCOL",
  })
  void answerThatIsNoPong_isQuoted(String words, Story story) throws Exception {
    try (SmallServer server =
        LAB.server()
            .call(() -> new SmallServer(Lab.SERVER, 6390, SmallServer.answering(words + "\r\n")))) {
      AttemptEvent event = LabProbe.one(LAB.client(), Lab.SERVER + ":" + server.port());
      assertThat(event.story()).isEqualTo(story);
      assertThat(event.sight().reply()).isEqualTo(words);
      assertThat(event.served()).isFalse();
    }
  }

  @Test
  void resetRightAfterAccept_isNotRefused() throws Exception {
    try (SmallServer server =
        LAB.server().call(() -> new SmallServer(Lab.SERVER, 6390, SmallServer.resetting()))) {
      for (int i = 0; i < 20; i++) {
        AttemptEvent event = LabProbe.one(LAB.client(), Lab.SERVER + ":" + server.port());
        assertThat(event.attempt().outcome()).isEqualTo(Outcome.RESET_AFTER_HANDSHAKE);
        assertThat(event.story()).isEqualTo(Story.RESET_BY_SERVER);
      }
    }
  }

  @Test
  void finRightAfterAccept_isClosedWithoutAWord() throws Exception {
    try (SmallServer server =
        LAB.server().call(() -> new SmallServer(Lab.SERVER, 6390, Socket::shutdownOutput))) {
      AttemptEvent event = LabProbe.one(LAB.client(), Lab.SERVER + ":" + server.port());
      assertThat(event.attempt().outcome()).isEqualTo(Outcome.ESTABLISHED_CLEAN);
      assertThat(event.story()).isEqualTo(Story.CLOSED_BY_SERVER_FIN);
      assertThat(event.sight().closedByPeer()).isTrue();
    }
  }

  @Test
  void stoppedRedis_acknowledgesAndIsSilent() {
    try (Program redis = LAB.redis()) {
      redis.signal(Program.SIGSTOP);
      AttemptEvent event = LabProbe.one(LAB.client(), REDIS);
      assertThat(event.story()).isEqualTo(Story.REQUEST_TIMEOUT_ACKED);
      assertThat(event.sight().unacknowledged()).isZero();
      assertThat(event.attempt().outcome()).isEqualTo(Outcome.ESTABLISHED_CLEAN);
    }
  }

  @Test
  void requestsLostOnTheWay_areAGhostConnection() {
    try (Program redis = LAB.redis()) {
      LAB.router().rule("forward", TO_REDIS + WITH_PAYLOAD + "drop");
      AttemptEvent event = LabProbe.one(LAB.client(), REDIS);
      assertThat(event.attempt().outcome()).isEqualTo(Outcome.GHOST_ESTABLISHED);
      assertThat(event.story()).isEqualTo(Story.GHOST_ESTABLISHED);
      assertThat(event.sight().unacknowledged()).isPositive();
      assertThat(redis.pid()).isPositive();
    }
  }

  @Test
  void repliesLostOnTheWay_looksLikeASilentServer() {
    try (Program redis = LAB.redis()) {
      LAB.router().rule("forward", FROM_REDIS + WITH_PAYLOAD + "drop");
      AttemptEvent event = LabProbe.one(LAB.client(), REDIS);
      assertThat(event.sight().unacknowledged()).isZero();
      assertThat(event.story()).isEqualTo(Story.REQUEST_TIMEOUT_ACKED);
      assertThat(redis.pid()).isPositive();
    }
  }

  @Test
  void manyAttempts_areAllServed_andCounted() {
    try (Program redis = LAB.redis()) {
      var events =
          LabProbe.run(
              LAB.client(),
              plan -> plan.withSchedule(() -> Arrivals.every(LabProbe.MILLI), Limit.count(500)),
              REDIS);
      assertThat(events).hasSize(500).allMatch(AttemptEvent::served);
      assertThat(redis.pid()).isPositive();
    }
  }
}
