package io.synscope.rule.witness;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.rule.RuleBook;
import io.synscope.story.HopBaseline;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A RST for the port in question held against the RST for a port that nobody filters: a run that
 * asked both ports itself has both.
 */
public final class RefuserVerdict {
  private RefuserVerdict() {}

  /** {@return that a box on the path refuses, where the two RSTs come from unequal distances} */
  public static List<Finding> of(
      RuleBook book, List<ConnectionAttempt> attempts, Endpoint server, int controlPort) {
    OptionalInt refused = hopLimit(attempts, server);
    OptionalInt control = hopLimit(attempts, new Endpoint(server.address(), controlPort));
    if (refused.isEmpty()
        || control.isEmpty()
        || server.port() == controlPort
        || routers(refused) == routers(control)) {
      return List.of();
    }
    return of(book, server, controlPort, refused.getAsInt(), control.getAsInt()).stream().toList();
  }

  private static Optional<Finding> of(
      RuleBook book, Endpoint server, int controlPort, int refused, int control) {
    String host = "the host's own RST for port " + controlPort + " bears TTL " + control;
    return book.cause("refused_by_firewall")
        .map(
            cause ->
                new Verdict(cause, server)
                    .confidence(Confidence.STRONG)
                    .say(
                        "A box on the path refuses connections to %s in its name: its RST bears TTL %d, %s."
                            .formatted(server, refused, host))
                    .evidence(
                        "the RST for port %d bears TTL %d, %s"
                            .formatted(server.port(), refused, host),
                        "RFC 9293 3.10.7.1; TTL of packets of this run")
                    .ruleOut("refused_no_listener", "the host's own RST has another TTL")
                    .ruleOut("refused_by_host_firewall", "the host's own RST has another TTL")
                    .write());
  }

  private static int routers(OptionalInt hopLimit) {
    return HopBaseline.routersPassed(hopLimit.getAsInt());
  }

  private static OptionalInt hopLimit(List<ConnectionAttempt> attempts, Endpoint server) {
    Address address = server.address();
    return attempts.stream()
        .filter(attempt -> attempt.outcome() == Outcome.REFUSED_RST)
        .filter(attempt -> attempt.tuple().server().address().equals(address))
        .filter(attempt -> attempt.tuple().server().port() == server.port())
        .flatMap(attempt -> attempt.wire().resets().stream())
        .filter(reset -> reset.from() == Party.SERVER)
        .mapToInt(Reset::hopLimit)
        .findFirst();
  }
}
