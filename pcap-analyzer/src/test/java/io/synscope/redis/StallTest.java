package io.synscope.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Party;
import io.synscope.observation.Stall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StallTest {
  private static final String OK = "+OK\r\n";
  private final Exchanges exchanges = new Exchanges(false);
  private final List<Talk> talks = new ArrayList<>();

  @BeforeEach
  void threeConnectionsThatAreServedAtOnce() {
    for (int i = 0; i < 3; i++) {
      Talk talk = new Talk(exchanges, 41394 + i, true);
      talk.at(100 * i).ask("PING").at(100 * i + 20).ack().at(100 * i + 60).server("+PONG\r\n");
      talks.add(talk);
    }
  }

  @Test
  void slowCommand_isTheCulpritOfThePauseOfAll() {
    askAll(1000, "GET k", "DEBUG SLEEP 1.5", "SET a 1");
    answerAll(1_501_000, "$-1\r\n", OK, OK);
    Stall stall = onlyStall();
    assertThat(stall.connections()).isEqualTo(3);
    assertThat(stall.acknowledged()).isEqualTo(3);
    assertThat(stall.nanos()).isBetween(1_499_000_000L, 1_501_000_000L);
    assertThat(stall.culprit())
        .hasValueSatisfying(
            c -> {
              assertThat(c.command()).isEqualTo("DEBUG SLEEP");
              assertThat(c.client().port()).isEqualTo(41395);
            });
  }

  @Test
  void stoppedProcess_hasNoCulprit() {
    askAll(1000, "GET k", "HGETALL h", "SET a 1");
    answerAll(1_501_000, "$-1\r\n", "*0\r\n", OK);
    assertThat(onlyStall().culprit()).isEmpty();
  }

  @Test
  void hgetallOfManyMegabytes_isACulprit() {
    askAll(1000, "GET k", "HGETALL h", "SET a 1");
    answerAll(1_501_000, "$-1\r\n", "*1\r\n$9000000\r\n" + "x".repeat(9_000_000) + "\r\n", OK);
    assertThat(onlyStall().culprit())
        .hasValueSatisfying(c -> assertThat(c.command()).isEqualTo("HGETALL"));
  }

  @Test
  void slowCommandSentDuringThePause_isAVictim() {
    askAll(1000, "GET k", "SET a 1", "SET a 1");
    Talk late = new Talk(exchanges, 50000, true).at(900_000).ask("KEYS *").at(940_000).ack();
    answerAll(1_501_000, "$-1\r\n", OK, OK);
    late.at(1_502_000).server("*0\r\n").end();
    assertThat(onlyStall().culprit()).isEmpty();
  }

  @Test
  void waitWithoutAnyAck_isNotTheEventLoop() {
    for (Talk talk : talks) {
      talk.at(1000).ask("GET k");
    }
    answerAll(1_501_000, "$-1\r\n", "$-1\r\n", "$-1\r\n");
    assertThat(stalls()).isEmpty();
  }

  @Test
  void oneSlowConnectionAmongServedOnes_isNotAPauseOfAll() {
    talks.get(0).at(1000).ask("BLPOP l 0");
    talks.get(1).at(1000).ask("GET big").at(41_000).ack();
    for (int ms = 2; ms < 1500; ms += 5) {
      talks
          .get(2)
          .at(ms * 1000L)
          .ask("GET k")
          .at(ms * 1000L + 20)
          .ack()
          .at(ms * 1000L + 60)
          .server("$-1\r\n");
    }
    talks.get(1).at(1_501_000).server("$-1\r\n");
    assertThat(stalls()).isEmpty();
  }

  @Test
  void serverThatNeverAnswersAgain_isAPauseWithoutEnd() {
    askAll(1000, "GET k", "GET k", "GET k");
    talks.get(0).at(3_000_000).fin(Party.CLIENT);
    talks.get(1).at(4_000_000).fin(Party.CLIENT);
    Stall stall = onlyStall();
    assertThat(stall.end().seen()).isFalse();
    assertThat(stall.connections()).isEqualTo(3);
    assertThat(stall.culprit()).isEmpty();
  }

  @Test
  void clientPause_isNamedByWhatItDid() {
    Talk admin = new Talk(exchanges, 50000, true);
    admin.at(800).ask("CLIENT PAUSE 1000").at(820).ack().at(860).server(OK);
    askAll(1000, "SET a 1", "SET a 1", "SET a 1");
    answerAll(1_001_000, OK, OK, OK);
    admin.end();
    assertThat(onlyStall().culprit())
        .hasValueSatisfying(c -> assertThat(c.command()).isEqualTo("CLIENT PAUSE"));
  }

  private void askAll(long micros, String... requests) {
    for (int i = 0; i < talks.size(); i++) {
      talks.get(i).at(micros + i).ask(requests[i]);
    }
    for (Talk talk : talks) {
      talk.at(micros + 42_000).ack();
    }
  }

  private void answerAll(long micros, String... replies) {
    for (int i = 0; i < talks.size(); i++) {
      talks.get(i).at(micros + 10 * i).server(replies[i]);
    }
  }

  private Stall onlyStall() {
    List<Stall> stalls = stalls();
    assertThat(stalls).hasSize(1);
    return stalls.get(0);
  }

  private List<Stall> stalls() {
    talks.forEach(Talk::end);
    exchanges.finish();
    return exchanges.stalls();
  }
}
