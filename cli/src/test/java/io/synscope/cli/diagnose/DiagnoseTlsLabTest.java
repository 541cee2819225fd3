package io.synscope.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.exchange.TlsPlan;
import io.synscope.report.Report;
import io.synscope.testkit.lab.Certificates;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Ports that speak TLS, and clients that speak it otherwise or not at all. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "nft", "ss", "redis-server", "openssl"})
final class DiagnoseTlsLabTest {
  @RegisterExtension static final Bed BED = new Bed();

  @TempDir private Path folder;

  @Test
  void plainToATlsPort() {
    secured("no");
    Report report = BED.diagnose(6380);
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("tls_plain_to_tls_port");
  }

  @Test
  void tlsToATlsPort_isHealthy() throws Exception {
    Certificates made = secured("no");
    Report report = rediss(trusting(made));
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("none");
  }

  @Test
  void aCertificateOfNobodyThatIsTrusted() {
    secured("no");
    Report report = rediss(TlsPlan.usual());
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("tls_untrusted_cert");
  }

  @Test
  void aServerThatWantsACertificateOfTheClient() throws Exception {
    Certificates made = secured("yes");
    Report report = rediss(trusting(made));
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("tls_client_cert_required");
  }

  private static Report rediss(TlsPlan plan) {
    return BED.diagnose(BED.lab().client(), Lab.SERVER + ":6380", Optional.of(plan));
  }

  private static TlsPlan trusting(Certificates made) throws Exception {
    return TlsPlan.of(
        Optional.of(made.authority()), Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  private Certificates secured(String clients) {
    Certificates made = Certificates.make(folder, Lab.SERVER);
    BED.redis(made.redisOptions("6380", clients));
    return made;
  }
}
