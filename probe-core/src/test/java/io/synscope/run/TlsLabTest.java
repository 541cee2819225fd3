package io.synscope.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.exchange.TlsPlan;
import io.synscope.observation.Phase;
import io.synscope.observation.Story;
import io.synscope.testkit.lab.Certificates;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresRoot;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client alone can tell of TLS, against a real Redis: one test a condition. */
@RequiresRoot
@RequiresCommand({"ip", "nft", "redis-server", "openssl"})
class TlsLabTest {
  private static final Lab LAB = Lab.create();

  @TempDir private Path folder;

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @Test
  void tls_isServed_andItsHandshakeTimed() throws Exception {
    Certificates made = Certificates.make(folder, Lab.SERVER);
    try (Program redis = LAB.redis(made.redisOptions("6380", "no"))) {
      TlsPlan plan =
          TlsPlan.of(
              Optional.of(made.authority()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              false);
      AttemptEvent event = LabProbe.one(LAB.client(), Lab.SERVER + ":6380", speaking(plan));
      assertThat(event.reason()).isEmpty();
      assertThat(event.served()).isTrue();
      assertThat(event.phases()).containsKeys(Phase.TLS, Phase.ROUND_TRIP);
      assertThat(redis.pid()).isPositive();
    }
  }

  @Test
  void certificateOfAnUnknownAuthority_isSaid() throws Exception {
    Certificates made = Certificates.make(folder, Lab.SERVER);
    try (Program redis = LAB.redis(made.redisOptions("6380", "no"))) {
      TlsPlan plan =
          TlsPlan.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
      AttemptEvent event = LabProbe.one(LAB.client(), Lab.SERVER + ":6380", speaking(plan));
      assertThat(event.served()).isFalse();
      assertThat(event.sight().phase()).isEqualTo(Phase.TLS);
      assertThat(event.reason()).contains("unable to find valid certification path");
      assertThat(event.story()).isEqualTo(Story.CLOSED_BY_CLIENT_TLS);
      assertThat(redis.pid()).isPositive();
    }
  }

  @Test
  void serverThatWantsACertificate_brokeItOff() throws Exception {
    Certificates made = Certificates.make(folder, Lab.SERVER);
    try (Program redis = LAB.redis(made.redisOptions("6380", "yes"))) {
      TlsPlan plan =
          TlsPlan.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);
      AttemptEvent event = LabProbe.one(LAB.client(), Lab.SERVER + ":6380", speaking(plan));
      assertThat(event.served()).isFalse();
      assertThat(event.reason()).contains("certificate_required");
      assertThat(event.story()).isEqualTo(Story.CLOSED_BY_SERVER_TLS);
      assertThat(redis.pid()).isPositive();
    }
  }

  @Test
  void plainTextToATlsPort_isReset() throws Exception {
    Certificates made = Certificates.make(folder, Lab.SERVER);
    try (Program redis = LAB.redis(made.redisOptions("6380", "no"))) {
      AttemptEvent event = LabProbe.one(LAB.client(), Lab.SERVER + ":6380");
      assertThat(event.served()).isFalse();
      assertThat(event.sight().tls()).isFalse();
      assertThat(event.story())
          .isIn(Story.RESET_BY_SERVER, Story.CLOSED_BY_SERVER_FIN, Story.WRONG_PROTOCOL);
      assertThat(redis.pid()).isPositive();
    }
  }

  @Test
  void tlsToAPlainTextPort_staysWithoutAnswer() throws Exception {
    try (Program redis = LAB.redis()) {
      TlsPlan plan =
          TlsPlan.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);
      AttemptEvent event = LabProbe.one(LAB.client(), Lab.SERVER + ":6379", speaking(plan));
      assertThat(event.served()).isFalse();
      assertThat(event.sight().tls()).isTrue();
      assertThat(event.story()).isEqualTo(Story.TLS_NO_ANSWER);
      assertThat(redis.pid()).isPositive();
    }
  }

  private static UnaryOperator<ProbePlan> speaking(TlsPlan tls) {
    return plan -> plan.withDialogue(plan.dialogue().tls(tls));
  }
}
