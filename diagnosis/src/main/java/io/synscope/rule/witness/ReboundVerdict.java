package io.synscope.rule.witness;

import io.synscope.finding.Cause;
import io.synscope.finding.Finding;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Reset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A NAT that forgot a connection and gave it another port, seen from both of its sides: a RST comes
 * to the client, and at that moment the server sent one to a port of which it knows nothing, while
 * the connection is open there.
 */
final class ReboundVerdict {
  private static final String CITE = "the same connections in both captures; RFC 5382 5";

  /** How much longer than the least a RST may take from one point to the other. */
  private static final long LATE_NANOS = 20_000_000;

  private final TwoCaptures both;
  private final List<ConnectionAttempt> strays;

  /** A connection, and what it came back as. */
  private record Rebound(Passage passage, ConnectionAttempt stray) {}

  ReboundVerdict(TwoCaptures both) {
    this.both = both;
    strays = new ArrayList<>(both.renamed().strays());
  }

  List<Finding> findings(Cause cause) {
    if (!both.clock().known()) {
      return List.of();
    }
    List<Rebound> rebounds = new ArrayList<>();
    for (Passage passage : both.renamed().passages()) {
      stray(passage).ifPresent(stray -> rebounds.add(new Rebound(passage, stray)));
    }
    Map<Endpoint, List<Rebound>> byServer =
        rebounds.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.passage().near().tuple().server(),
                    TreeMap::new,
                    Collectors.toList()));
    return byServer.entrySet().stream()
        .map(entry -> verdict(cause, entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The stray of the same NAT whose RST left when this one's came; it is spent then. */
  private Optional<ConnectionAttempt> stray(Passage passage) {
    Optional<Reset> came = reset(passage.near());
    Optional<FourTuple> there = passage.far().map(ConnectionAttempt::tuple);
    if (came.isEmpty() || there.isEmpty() || passage.far().flatMap(this::reset).isPresent()) {
      return Optional.empty();
    }
    Optional<ConnectionAttempt> stray =
        strays.stream()
            .filter(one -> one.tuple().server().equals(there.get().server()))
            .filter(one -> one.tuple().client().address().equals(there.get().client().address()))
            .filter(
                one -> apartNanos(one, came.get()) <= both.clock().roundTripNanos() + LATE_NANOS)
            .min(Comparator.comparingLong(one -> apartNanos(one, came.get())));
    stray.ifPresent(strays::remove);
    return stray;
  }

  private long apartNanos(ConnectionAttempt stray, Reset came) {
    return reset(stray)
        .map(left -> Math.abs(both.clock().near(left.at().nanos()) - came.at().nanos()))
        .orElse(Long.MAX_VALUE);
  }

  private Optional<Reset> reset(ConnectionAttempt attempt) {
    return attempt.wire().resets().stream().filter(Renamed::ofServer).findFirst();
  }

  private Finding verdict(Cause cause, Endpoint server, List<Rebound> rebounds) {
    List<ConnectionAttempt> hits =
        rebounds.stream().map(rebound -> rebound.passage().near()).toList();
    Rebound first = rebounds.get(0);
    return new Verdict(cause, server)
        .hits(hits)
        .say(
            "A NAT forgot %d connections to %s and gave them other ports, of which the server knew nothing and which it reset: %s was %s and came back as %s."
                .formatted(
                    hits.size(),
                    server,
                    first.passage().near().tuple().client(),
                    first.passage().far().map(far -> far.tuple().client()).orElseThrow(),
                    first.stray().tuple().client()))
        .evidence("RSTs that came to " + both.near().name(), frames(hits), CITE)
        .evidence(
            "RSTs that left %s at that time, for ports without a connection"
                .formatted(both.far().name()),
            frames(rebounds.stream().map(Rebound::stray).toList()).stream()
                .map(both.exhibits()::inFarFiles)
                .toList(),
            CITE)
        .ruleOut("half_open", "the server never reset the connection under its old port")
        .ruleOut("idle_firewall_rst", "the RSTs left " + both.far().name())
        .write();
  }

  private List<Long> frames(List<ConnectionAttempt> attempts) {
    return attempts.stream()
        .flatMap(attempt -> reset(attempt).stream())
        .map(reset -> reset.at().frame())
        .toList();
  }
}
