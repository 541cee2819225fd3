package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.lab.Certificates;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresRoot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of TLS, against a Redis that speaks TLS and asks for a certificate or does not. */
@RequiresRoot
@RequiresCommand({"ip", "nft", "redis-server", "openssl"})
final class TlsOptionsLabTest {
  private static final Lab LAB = Lab.create();
  private static final String OPEN = "rediss://" + Lab.SERVER + ":6380";
  private static final String MUTUAL = "rediss://" + Lab.SERVER + ":6381";

  @TempDir private static Path folder;
  private static Certificates made;
  private static String authority;

  @BeforeAll
  static void serve() {
    made = Certificates.make(folder, Lab.SERVER);
    authority = made.authority().toString();
    start("6380", "no");
    start("6381", "yes");
  }

  private static void start(String port, String askClients) {
    Program redis =
        LAB.redis(
            "--port",
            "0",
            "--tls-port",
            port,
            "--tls-auth-clients",
            askClients,
            "--tls-cert-file",
            made.certificate().toString(),
            "--tls-key-file",
            made.key().toString(),
            "--tls-ca-cert-file",
            authority);
    assertThat(redis.pid()).isPositive();
  }

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @Test
  void authorityThatIsGiven_isTrusted_andTheTimeOfTlsIsTold() {
    Run run = probe(OPEN, "--cacert", authority);
    assertThat(run.exit()).isZero();
    assertThat(run.words()).contains("TLS " + Lab.SERVER + ":6380 (user)");
    assertThat(probe(Lab.SERVER + ":6380", "--tls", "--ca", authority).exit()).isZero();
  }

  @Test
  void authorityThatIsNotGiven_isNotTrusted_unlessInsecure() {
    Run refused = probe(OPEN, "-v");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.words()).contains("valid certification path");
    assertThat(probe(OPEN, "--insecure").exit()).isZero();
  }

  @Test
  void nameThatIsAskedFor_isTheOneThatIsChecked() {
    assertThat(probe(OPEN, "--cacert", authority, "--sni", Certificates.NAME).exit()).isZero();
    Run other = probe(OPEN, "-v", "--cacert", authority, "--sni", "other.test");
    assertThat(other.exit()).isNotZero();
    assertThat(other.words()).contains("other.test");
    assertThat(probe(OPEN, "--insecure", "--sni", "other.test").exit()).isZero();
  }

  @Test
  void serverThatAsksForACertificate_servesWhoHasOne() {
    Run without = probe(MUTUAL, "-v", "--cacert", authority);
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.words()).contains("certificate_required");
    String[] with = {
      "--cacert", authority, "--cert", made.certificate().toString(), "--key", made.key().toString()
    };
    assertThat(probe(MUTUAL, with).exit()).isZero();
  }

  @Test
  void certificateWithoutItsKey_isWrongUsage() {
    Run run = probe(MUTUAL, "--cert", made.certificate().toString());
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.talk()).contains("--cert and --key belong together; --key is missing");
  }

  private static Run probe(String target, String... options) {
    List<String> words = new ArrayList<>(List.of("probe", target, "-c", "1", "-W", "20s"));
    words.addAll(List.of(options));
    return LAB.client().call(() -> Run.of(words.toArray(new String[0])));
  }
}
