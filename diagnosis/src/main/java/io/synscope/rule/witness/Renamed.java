package io.synscope.rule.witness;

import io.synscope.finding.Finding;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connections to which a NAT between two captures gives other names. */
final class Renamed {
  private static final int TOLD = 3;

  private final List<Passage> passages;
  private final List<ConnectionAttempt> strays;
  private final Map<Endpoint, Endpoint> clients = new HashMap<>();
  private final Map<Endpoint, Optional<Endpoint>> servers = new HashMap<>();

  /**
   * Those among these.
   *
   * @param far what the far capture saw
   */
  Renamed(List<Passage> all, List<ConnectionAttempt> far) {
    passages = all.stream().filter(Passage::renamed).toList();
    Set<ConnectionAttempt> met = new HashSet<>();
    all.forEach(passage -> passage.far().ifPresent(met::add));
    all.forEach(passage -> passage.far().ifPresent(there -> learn(passage.near(), there)));
    strays =
        passages.isEmpty()
            ? List.of()
            : far.stream()
                .filter(attempt -> attempt.wire().handshake().syns().isEmpty())
                .filter(attempt -> attempt.wire().resets().stream().anyMatch(Renamed::ofServer))
                .filter(attempt -> !met.contains(attempt))
                .toList();
  }

  /** A far server that is reached by two names has none. */
  private void learn(ConnectionAttempt near, ConnectionAttempt there) {
    clients.put(there.tuple().client(), near.tuple().client());
    Optional<Endpoint> name = Optional.of(near.tuple().server());
    servers.merge(
        there.tuple().server(), name, (one, other) -> one.equals(other) ? one : Optional.empty());
  }

  static boolean ofServer(Reset reset) {
    return reset.from() == Party.SERVER;
  }

  List<Passage> passages() {
    return passages;
  }

  /**
   * {@return connections without a beginning under names that nobody has in the near capture, which
   * the server reset}
   */
  List<ConnectionAttempt> strays() {
    return strays;
  }

  /** {@return what the far capture says, told of endpoints as the near one calls them} */
  Finding asNear(Finding ofFar) {
    if (passages.isEmpty() || ofFar.server().isEmpty()) {
      return ofFar;
    }
    Endpoint there = ofFar.server().get();
    Endpoint here = servers.getOrDefault(there, Optional.empty()).orElse(there);
    String words = here.equals(there) ? "" : " To the clients, %s is %s.".formatted(there, here);
    List<Endpoint> whom =
        ofFar.clients().stream()
            .map(client -> clients.getOrDefault(client, client))
            .distinct()
            .sorted()
            .toList();
    return ofFar.named(ofFar.sentence() + words, whom, here);
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
