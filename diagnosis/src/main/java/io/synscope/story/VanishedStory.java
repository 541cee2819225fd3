package io.synscope.story;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Story;
import java.util.Optional;

/** The connection was never ended, and yet its 4-tuple was used again. */
final class VanishedStory {
  private VanishedStory() {}

  static Optional<Story> of(ConnectionAttempt attempt, int newestIncarnation) {
    boolean open = attempt.wire().ending().how() == Ending.How.OPEN;
    return open && newestIncarnation > attempt.incarnation()
        ? Optional.of(Story.VANISHED)
        : Optional.empty();
  }
}
