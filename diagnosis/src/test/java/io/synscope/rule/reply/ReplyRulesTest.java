package io.synscope.rule.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.Vantage;
import io.synscope.rule.Rule;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import io.synscope.testing.TalkBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyRulesTest {
  private static final String REDIS = "10.0.0.9:6379";
  private static final Rule[] ALL = {
    new MaxClientsRule(),
    new ProtectedModeRule(),
    new WrongPasswordRule(),
    new AuthMissingRule(),
    new NotPermittedRule(),
    new OutOfMemoryRule(),
    new WritesStoppedRule(),
    new ReadOnlyReplicaRule(),
    new MasterDownRule(),
    new ClusterDownRule(),
    new BusyScriptRule(),
    new LoadingRule()
  };
  private int port = 41000;

  private AttemptBuilder heard(UnaryOperator<TalkBuilder> talk) {
    return AttemptBuilder.to(REDIS).from("10.0.0.1:" + port++).lived(1, wire -> wire.talk(talk));
  }

  @ParameterizedTest
  @CsvSource({
    "redis_wrongpass, WRONGPASS invalid username-password pair or user is disabled.",
    "redis_noauth, NOAUTH Authentication required.",
    "redis_noperm, NOPERM this user has no permissions to run the 'get' command",
    "redis_oom, OOM command not allowed when used memory > 'maxmemory'.",
    "redis_misconf, MISCONF Redis is configured to save RDB snapshots",
    "redis_readonly, READONLY You can't write against a read only replica.",
    "redis_masterdown, MASTERDOWN Link with MASTER is down",
    "redis_clusterdown, CLUSTERDOWN The cluster is down",
    "redis_busy_script, BUSY Redis is busy running a script.",
    "redis_loading, LOADING Redis is loading the dataset in memory"
  })
  void errorReply_isItsCauseAndNoOther(String cause, String text) {
    List<Finding> found =
        Sightings.from(Vantage.CLIENT)
            .saw(heard(t -> t.counts(4, 4).error(text, 4, 0.1)))
            .saw(heard(t -> t.counts(4, 4).error(text, 4, 0.1)))
            .findings(ALL);
    assertThat(found)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.cause().id()).isEqualTo(cause);
              assertThat(finding.confidence()).isEqualTo(Confidence.PROVEN);
            });
  }

  @Test
  void ordinaryErrors_areTheApplicationsBusiness() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(heard(t -> t.error("WRONGTYPE Operation against a key", 3, 0.1)))
                .saw(heard(t -> t.error("ERR unknown command 'FOO'", 3, 0.1)))
                .findings(ALL))
        .isEmpty();
  }

  @Test
  void turnedAwayWithoutBeingAsked_isMaxclients() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(heard(t -> t.greeting("ERR max number of clients reached", 0.01)))
            .finding(new MaxClientsRule())
            .orElseThrow();
    assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(found.ruledOut()).extracting(out -> out.cause()).contains("refused_no_listener");
  }

  @Test
  void deniedGreeting_isProtectedMode() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(heard(t -> t.greeting("DENIED Redis is running in protected mode", 0.01)))
                .findings(ALL))
        .singleElement()
        .satisfies(found -> assertThat(found.cause().id()).isEqualTo("redis_protected_mode"));
  }

  @Test
  void wrongPasswordOfOneClient_isNoIncident() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(heard(t -> t.counts(2, 2).error("WRONGPASS invalid", 2, 0.1)))
            .finding(new WrongPasswordRule())
            .orElseThrow();
    assertThat(found.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void noauthAfterWrongpass_isToldWithIt() {
    Sightings seen = Sightings.from(Vantage.CLIENT);
    for (int i = 0; i < 2; i++) {
      seen.saw(heard(t -> t.counts(2, 2).error("WRONGPASS x", 1, 0.1).error("NOAUTH y", 1, 0.2)));
    }
    assertThat(seen.findings(ALL))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.cause().id()).isEqualTo("redis_wrongpass");
              assertThat(found.evidence()).hasSize(2);
            });
  }

  @Test
  void noauthOnAnotherConnectionThanWrongpass_isAFaultOfItsOwn() {
    assertThat(
            Sightings.from(Vantage.CLIENT)
                .saw(heard(t -> t.counts(1, 1).error("WRONGPASS x", 1, 0.1)))
                .saw(heard(t -> t.counts(2, 2).error("NOAUTH y", 2, 0.2)))
                .findings(ALL))
        .extracting(found -> found.cause().id())
        .containsExactlyInAnyOrder("redis_wrongpass", "redis_noauth");
  }

  @Test
  void noauthWhereTheCaptureMissedARequest_isPerhapsAWrongPassword() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(
                AttemptBuilder.to(REDIS)
                    .from("10.0.0.1:" + port++)
                    .lived(
                        1,
                        wire ->
                            wire.client(half -> half.data(4, 120, 0.1, 0.5).unseen(1))
                                .talk(t -> t.counts(4, 4).error("NOAUTH y", 4, 0.1))))
            .finding(new AuthMissingRule())
            .orElseThrow();
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(found.alternatives()).contains("redis_wrongpass");
  }

  @Test
  void noauthInPassing_isHowSomeLibrariesBegin() {
    Finding found =
        Sightings.from(Vantage.CLIENT)
            .saw(heard(t -> t.counts(50, 50).error("NOAUTH Authentication required.", 1, 0.1)))
            .finding(new AuthMissingRule())
            .orElseThrow();
    assertThat(found.severity()).isEqualTo(Severity.INFO);
  }
}
