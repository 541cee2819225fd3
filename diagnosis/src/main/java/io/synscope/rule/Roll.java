package io.synscope.rule;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.statistics.SortedTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Attempts by time, with the story and the traits of each.
 *
 * <p>What none of them bears is known without looking at any; the rest is read from dense arrays,
 * and only the attempts that are wanted are touched.
 */
final class Roll {
  private static final int FIRST_ROOM = 8;

  private final List<ConnectionAttempt> attempts = new ArrayList<>();
  private final Set<Story> stories = EnumSet.noneOf(Story.class);
  private final Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
  private long traits;
  private Story[] storyOf = new Story[FIRST_ROOM];
  private Outcome[] outcomeOf = new Outcome[FIRST_ROOM];
  private long[] traitsOf = new long[FIRST_ROOM];
  private long[] beganAt = new long[FIRST_ROOM];

  void add(ConnectionAttempt attempt, Story story, long bits) {
    int index = attempts.size();
    if (index == storyOf.length) {
      storyOf = Arrays.copyOf(storyOf, 2 * index);
      outcomeOf = Arrays.copyOf(outcomeOf, 2 * index);
      traitsOf = Arrays.copyOf(traitsOf, 2 * index);
      beganAt = Arrays.copyOf(beganAt, 2 * index);
    }
    storyOf[index] = story;
    outcomeOf[index] = attempt.outcome();
    traitsOf[index] = bits;
    beganAt[index] = attempt.firstSeen().nanos();
    attempts.add(attempt);
    stories.add(story);
    outcomes.add(attempt.outcome());
    traits |= bits;
  }

  List<ConnectionAttempt> all() {
    return Collections.unmodifiableList(attempts);
  }

  List<ConnectionAttempt> with(Story first, Story... more) {
    Set<Story> wanted = EnumSet.of(first, more);
    if (Collections.disjoint(stories, wanted)) {
      return List.of();
    }
    List<ConnectionAttempt> found = new ArrayList<>();
    for (int i = 0; i < attempts.size(); i++) {
      if (wanted.contains(storyOf[i])) {
        found.add(attempts.get(i));
      }
    }
    return Collections.unmodifiableList(found);
  }

  List<ConnectionAttempt> with(Outcome first, Outcome... more) {
    return with(EnumSet.of(first, more));
  }

  List<ConnectionAttempt> with(Set<Outcome> wanted) {
    if (Collections.disjoint(outcomes, wanted)) {
      return List.of();
    }
    List<ConnectionAttempt> found = new ArrayList<>();
    for (int i = 0; i < attempts.size(); i++) {
      if (wanted.contains(outcomeOf[i])) {
        found.add(attempts.get(i));
      }
    }
    return Collections.unmodifiableList(found);
  }

  SortedTimes begun(Set<Outcome> wanted) {
    SortedTimes.Writer times = new SortedTimes.Writer();
    for (int i = 0; i < attempts.size(); i++) {
      if (wanted.contains(outcomeOf[i])) {
        times.add(beganAt[i]);
      }
    }
    return times.done();
  }

  List<ConnectionAttempt> with(Trait first, Trait... more) {
    long wanted = Trait.anyOf(first, more);
    if ((traits & wanted) == 0) {
      return List.of();
    }
    List<ConnectionAttempt> found = new ArrayList<>();
    for (int i = 0; i < attempts.size(); i++) {
      if ((traitsOf[i] & wanted) != 0) {
        found.add(attempts.get(i));
      }
    }
    return Collections.unmodifiableList(found);
  }
}
