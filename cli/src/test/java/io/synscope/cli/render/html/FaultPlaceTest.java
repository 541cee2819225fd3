package io.synscope.cli.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.finding.Cause;
import io.synscope.rule.book.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cause that is new in the catalogue needs a place on the way, or a word that it has none. */
final class FaultPlaceTest {
  private static final List<String> CAUSES =
      Catalogue.book().causes().stream().map(Cause::id).toList();

  @Test
  void everyCauseOfTheCatalogue_hasAPlaceOrIsDeliberatelyWithout() {
    assertThat(CAUSES)
        .allSatisfy(
            cause ->
                assertThat(FaultPlace.of(cause).isPresent())
                    .as(cause)
                    .isNotEqualTo(FaultPlace.NOWHERE.contains(cause)));
  }

  @Test
  void nothingIsPlacedThatTheCatalogueDoesNotKnow() {
    assertThat(FaultPlace.placed()).doesNotHaveDuplicates().isSubsetOf(CAUSES);
    assertThat(CAUSES).containsAll(FaultPlace.NOWHERE);
  }
}
