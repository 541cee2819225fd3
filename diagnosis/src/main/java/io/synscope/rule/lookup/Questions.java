package io.synscope.rule.lookup;

import io.synscope.finding.Severity;
import io.synscope.observation.Address;
import io.synscope.observation.Moment;
import io.synscope.observation.NameQuery;
import io.synscope.observation.SocketSight;
import io.synscope.rule.CaseFile;
import java.util.ArrayList;
import java.util.List;

/** DNS questions for addresses, and what became of the hosts that asked them. */
final class Questions {
  private static final int A = 1;
  private static final int AAAA = 28;
  private static final long SAME_LOOKUP_NANOS = 5_000_000_000L;

  private Questions() {}

  /** {@return the questions for addresses; other record types tell nothing of connects} */
  static List<NameQuery> forAddresses(CaseFile file) {
    return file.observations().names().stream()
        .filter(query -> query.type() == A || query.type() == AAAA)
        .filter(query -> !query.asked().isEmpty())
        .toList();
  }

  /**
   * {@return the name that a probe could not resolve, out of its target as typed: a URI, host:port,
   * or the name alone}
   */
  static String name(SocketSight probed) {
    return probed
        .target()
        .replaceFirst("^[a-z]+://", "")
        .replaceFirst("^[^/]*@", "")
        .replaceFirst("[:/ ].*$", "");
  }

  /**
   * {@return whether the same host got an address at about that time for this name, or for one that
   * a resolver's search list makes of it or made it from}
   */
  static boolean resolvedOtherwise(CaseFile file, NameQuery failed) {
    return forAddresses(file).stream()
        .filter(other -> !other.addresses().isEmpty())
        .filter(other -> other.client().address().equals(failed.client().address()))
        .filter(other -> sameLookup(other.name(), failed.name()))
        .anyMatch(
            other ->
                Math.abs(other.asked().get(0).since(failed.asked().get(0))) < SAME_LOOKUP_NANOS);
  }

  private static boolean sameLookup(String one, String other) {
    return firstLabel(one).equalsIgnoreCase(firstLabel(other));
  }

  private static String firstLabel(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** {@return CRITICAL where the asking host then connected nowhere, WARNING where it did} */
  static Severity severity(CaseFile file, NameQuery failed) {
    Address asker = failed.client().address();
    boolean connects =
        file.attempts().stream()
            .anyMatch(
                attempt ->
                    attempt.tuple().client().address().equals(asker)
                        && attempt.outcome().established());
    return connects ? Severity.WARNING : Severity.CRITICAL;
  }

  /** {@return the frames of the question and of its answer} */
  static List<Long> frames(NameQuery query) {
    List<Long> frames = new ArrayList<>(query.asked().stream().map(Moment::frame).toList());
    if (query.answer().seen()) {
      frames.add(query.answer().frame());
    }
    return frames;
  }

  /** {@return the last time that it was asked or answered} */
  static Moment last(NameQuery query) {
    return query.answer().seen() ? query.answer() : query.asked().get(query.asked().size() - 1);
  }
}
