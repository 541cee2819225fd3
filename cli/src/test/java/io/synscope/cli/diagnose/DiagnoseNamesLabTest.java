package io.synscope.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.report.Report;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Names that do not exist, that nobody answers for, and that stand for two addresses. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "nft", "ss", "redis-server"})
final class DiagnoseNamesLabTest {
  @RegisterExtension static final Bed BED = new Bed();

  @Test
  void aNameThatDoesNotExist() {
    BED.keep(NameServer.start(BED.lab()));
    Report report = diagnose("redis-of-nobody.test");
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("dns_nxdomain");
  }

  @Test
  void aNameServerThatIsSilent() {
    NameServer.settle(BED.lab());
    BED.lab().client().rule("output", "udp dport 53 drop");
    BED.lab().server().rule("input", "udp dport 53 drop");
    Report report = diagnose("redis-of-silence.test");
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("dns_timeout");
  }

  @Test
  void aNameServerThatIsNotThere() {
    NameServer.settle(BED.lab());
    Report report = diagnose("redis-of-refusal.test");
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("dns_timeout");
  }

  @Test
  void ofTwoAddresses_theOneThatIsSilentIsNamed() {
    BED.redis();
    BED.lab().server().run("ip", "addr", "replace", "10.77.2.3/24", "dev", "s0");
    BED.lab().router().rule("forward", "ip daddr 10.77.2.3 tcp dport 6379 drop");
    BED.keep(NameServer.start(BED.lab(), Lab.SERVER, "10.77.2.3"));
    Report report = diagnose("redis-of-two.test");
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("silent_drop");
    assertThat(report.headline().sentence()).contains("10.77.2.3:6379");
    assertThat(report.checks())
        .anyMatch(line -> line.matches("name: .*10\\.77\\.2\\.[23], 10\\.77\\.2\\.[23], told.*"));
  }

  private static Report diagnose(String name) {
    return BED.diagnose(BED.lab().client(), name + ":6379", Optional.empty());
  }
}
