package io.synscope.rule;

import io.synscope.finding.Cause;
import io.synscope.finding.Unchecked;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where rules write, in the order of the book; later rules can see what earlier ones have
 * explained.
 */
public final class Docket {
  private final List<Draft> drafts = new ArrayList<>();
  private final Set<Draft> nowhere = new LinkedHashSet<>();
  private final Map<Endpoint, List<Draft>> byListener = new HashMap<>();
  private final List<Unchecked> unchecked = new ArrayList<>();

  /** Opens a finding. */
  public Draft find(Cause cause) {
    Draft draft = new Draft(cause, drafts.size(), this::placed);
    drafts.add(draft);
    nowhere.add(draft);
    return draft;
  }

  private void placed(Draft draft, Endpoint listener) {
    nowhere.remove(draft);
    byListener.computeIfAbsent(listener, at -> new ArrayList<>()).add(draft);
  }

  /** Says what could not be looked at. */
  public void notChecked(String what, String why, String how) {
    Unchecked line = new Unchecked(what, why, how);
    if (!unchecked.contains(line)) {
      unchecked.add(line);
    }
  }

  /** {@return findings so far that satisfy this} */
  public List<Draft> drafts(Predicate<Draft> condition) {
    return drafts.stream().filter(condition).toList();
  }

  /**
   * {@return findings so far with one of these causes at this listener, or at none in particular}
   */
  public List<Draft> at(Endpoint listener, String... causes) {
    List<String> wanted = List.of(causes);
    Stream<Draft> here = byListener.getOrDefault(listener, List.of()).stream();
    return Stream.concat(nowhere.stream(), here)
        .filter(draft -> wanted.contains(draft.cause().id()))
        .sorted(Comparator.comparingInt(Draft::number))
        .toList();
  }

  /** {@return whether a finding with this cause has been written} */
  public boolean has(String causeId) {
    return drafts.stream().anyMatch(draft -> draft.cause().id().equals(causeId));
  }

  /** {@return the attempts that findings with these causes explain, compared by identity} */
  public Set<ConnectionAttempt> explainedBy(String... causeIds) {
    Set<String> ids = Set.of(causeIds);
    Set<ConnectionAttempt> explained = Collections.newSetFromMap(new IdentityHashMap<>());
    drafts.stream()
        .filter(draft -> ids.contains(draft.cause().id()))
        .forEach(draft -> explained.addAll(draft.hits()));
    return explained;
  }

  /** {@return the attempts that any finding explains, compared by identity} */
  public Set<ConnectionAttempt> explained() {
    Set<ConnectionAttempt> explained = Collections.newSetFromMap(new IdentityHashMap<>());
    drafts.forEach(draft -> explained.addAll(draft.hits()));
    return explained;
  }

  List<Draft> drafts() {
    return drafts;
  }

  List<Unchecked> unchecked() {
    return unchecked;
  }
}
