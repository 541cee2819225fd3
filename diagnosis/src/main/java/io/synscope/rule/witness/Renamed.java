package io.synscope.rule.witness;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connections to which a NAT between two captures gives other names. */
final class Renamed {
  private static final int TOLD = 3;

  private final List<Passage> passages;
  private final List<Reset> strays;

  /**
   * Those among these.
   *
   * @param far what the far capture saw
   */
  Renamed(List<Passage> all, List<ConnectionAttempt> far) {
    passages = all.stream().filter(Passage::renamed).toList();
    Set<ConnectionAttempt> met = new HashSet<>();
    all.forEach(passage -> passage.far().ifPresent(met::add));
    strays =
        passages.isEmpty()
            ? List.of()
            : far.stream()
                .filter(attempt -> attempt.wire().handshake().syns().isEmpty())
                .filter(attempt -> !met.contains(attempt))
                .flatMap(attempt -> attempt.wire().resets().stream())
                .filter(reset -> reset.from() == Party.SERVER)
                .toList();
  }

  boolean any() {
    return !passages.isEmpty();
  }

  /**
   * {@return whether the NAT may have given this connection a third name, under which the far
   * capture saw a RST leave}
   */
  boolean again(Passage passage) {
    return passage.renamed() && !strays.isEmpty();
  }

  /** {@return which connection is which, in one line; none where no name differs} */
  Stream<String> line(String farName) {
    if (passages.isEmpty()) {
      return Stream.empty();
    }
    String names =
        passages.stream().limit(TOLD).map(Renamed::names).collect(Collectors.joining(", "));
    int more = passages.size() - TOLD;
    return Stream.of(
        "%d of these paired by sequence numbers across a NAT: at %s %s%s"
            .formatted(
                passages.size(), farName, names, more > 0 ? " and %d more".formatted(more) : ""));
  }

  private static String names(Passage passage) {
    FourTuple here = passage.near().tuple();
    FourTuple there = passage.far().map(ConnectionAttempt::tuple).orElse(here);
    return here.server().equals(there.server())
        ? "%s is %s".formatted(here.client(), there.client())
        : "%s > %s is %s > %s"
            .formatted(here.client(), here.server(), there.client(), there.server());
  }
}
