package io.synscope.rule.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Cause;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
  static Stream<Cause> causes() {
    return Catalogue.book().causes().stream();
  }

  @Test
  void ids_areUnique() {
    assertThat(causes().map(Cause::id)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("causes")
  void everyCause_saysWhatItMeansWhatToDoAndWhatSettlesIt(Cause cause) {
    assertThat(cause.id()).matches("[a-z0-9]+(_[a-z0-9]+)*");
    assertThat(cause.title()).isNotBlank();
    assertThat(cause.meaning()).endsWith(".");
    assertThat(cause.remedies()).isNotEmpty();
    assertThat(cause.remedies())
        .allSatisfy(
            remedy -> {
              assertThat(remedy.action()).isNotBlank();
              assertThat(remedy.verify()).isNotBlank();
            });
    assertThat(cause.nextTests()).isNotEmpty();
    assertThat(cause.cite()).isNotBlank();
  }

  /** Advice that is common and wrong: Redis reads tcp-backlog only when it starts. */
  @ParameterizedTest
  @MethodSource("causes")
  void noRemedy_setsTheBacklogAtRunTime(Cause cause) {
    assertThat(cause.remedies())
        .noneMatch(remedy -> remedy.command().contains("CONFIG SET tcp-backlog"));
  }
}
