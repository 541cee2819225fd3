package io.synscope.rule;

import io.synscope.observation.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One trouble at many listeners is one story: beyond a handful, findings with the same cause become
 * one that names them all.
 */
final class Folding {
  private static final int MANY = 8;
  private static final int KEPT = 5;

  private Folding() {}

  /** {@return the drafts, those of one cause at more than eight listeners put together} */
  static List<Draft> of(List<Draft> drafts) {
    Map<String, List<Draft>> alike = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      alike.computeIfAbsent(draft.kind(), kind -> new ArrayList<>()).add(draft);
    }
    List<Draft> result = new ArrayList<>();
    for (List<Draft> group : alike.values()) {
      if (group.size() <= MANY || group.get(0).server().isEmpty()) {
        result.addAll(group);
      } else {
        group.sort(Comparator.comparingInt((Draft draft) -> draft.hits().size()).reversed());
        result.addAll(group.subList(0, KEPT));
        result.add(together(group.subList(KEPT, group.size())));
      }
    }
    return result;
  }

  private static Draft together(List<Draft> drafts) {
    List<Endpoint> servers =
        drafts.stream().flatMap(draft -> draft.server().stream()).distinct().sorted().toList();
    String some = String.join(", ", servers.stream().limit(KEPT).map(Endpoint::toString).toList());
    Draft all = drafts.get(0).withAll(drafts);
    return all.say(
        "The same at %s: %s%s.",
        Phrase.count(servers.size(), "other listener"),
        some,
        servers.size() > KEPT ? " and others" : "");
  }
}
