package io.synscope.rule.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.observation.Address;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Moment;
import io.synscope.observation.Observations;
import io.synscope.observation.Phase;
import io.synscope.observation.SocketSight;
import io.synscope.rule.book.Catalogue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Connects that end before anything is sent. */
final class LocalFailureRuleTest {
  @ParameterizedTest
  @EnumSource(LocalTrouble.class)
  void isTheOnlyFinding_andTheHeadline(LocalTrouble trouble) {
    List<Finding> findings = judge(trouble, "");
    assertThat(findings).extracting(f -> f.cause().id()).containsExactly(trouble.cause.id());
    assertThat(findings.get(0).confidence()).isEqualTo(Confidence.STRONG);
  }

  @ParameterizedTest
  @CsvSource({"NO_ROUTE, ENETUNREACH", "DESCRIPTORS, EMFILE", "OTHER, EACCES"})
  void anErrorOfTheCallProvesIt(LocalTrouble trouble, String errno) {
    Finding finding = judge(trouble, errno).get(0);
    assertThat(finding.confidence()).isEqualTo(Confidence.PROVEN);
    assertThat(finding.sentence()).contains(errno);
  }

  private static List<Finding> judge(LocalTrouble trouble, String errno) {
    ConnectionAttempt failed =
        new ConnectionAttempt(
            new FourTuple(
                new Endpoint(Address.parse("10.0.0.1"), 41394),
                new Endpoint(Address.parse("10.0.0.2"), 6379)),
            0,
            trouble.outcome,
            new Moment(0, 0),
            new Moment(1000, 0),
            0,
            SocketSight.of("10.0.0.2")
                .phase(Phase.CONNECT)
                .error(errno, 1000, !errno.isEmpty())
                .done());
    Observations seen =
        new Observations(
            List.of(failed),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            CaptureFacts.NONE,
            Optional.empty());
    return Catalogue.book().judge(seen, List.of()).findings();
  }
}
