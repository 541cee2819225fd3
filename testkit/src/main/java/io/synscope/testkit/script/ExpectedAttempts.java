package io.synscope.testkit.script;

import io.synscope.observation.Endpoint;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What must be said of one attempt, of some number of attempts, or of all of them. */
final class ExpectedAttempts implements Expectation {
  @Nullable Endpoint client;
  @Nullable Endpoint server;
  @Nullable Integer incarnation;
  @Nullable Integer count;
  final Map<String, String> facts = new TreeMap<>();

  @Override
  public List<String> missedBy(Report report, PacketScript script) {
    List<AttemptLine> candidates = report.attempts().stream().filter(this::named).toList();
    if (count != null) {
      long fitting = candidates.stream().filter(a -> differences(a).isEmpty()).count();
      return fitting == count
          ? List.of()
          : List.of(
              "expected "
                  + count
                  + " attempts with "
                  + facts
                  + " but found "
                  + fitting
                  + in(candidates));
    }
    if (candidates.isEmpty()) {
      return List.of("no attempt " + client + " > " + server + in(report.attempts()));
    }
    return candidates.stream().flatMap(a -> differences(a).stream()).toList();
  }

  private static String in(List<AttemptLine> attempts) {
    return " in "
        + attempts.stream()
            .limit(12)
            .map(a -> a.client() + " " + a.outcome() + "/" + a.story().word())
            .toList();
  }

  private boolean named(AttemptLine attempt) {
    return (client == null || client.equals(attempt.client()))
        && (server == null || server.equals(attempt.server()))
        && (incarnation == null || incarnation == attempt.incarnation());
  }

  private List<String> differences(AttemptLine attempt) {
    List<String> differences = new ArrayList<>();
    facts.forEach(
        (fact, expected) -> {
          String actual = fact(attempt, fact);
          if (!List.of(expected.split("\\|")).contains(actual)) {
            differences.add(
                attempt.client() + " " + fact + ": expected " + expected + " but was " + actual);
          }
        });
    return differences;
  }

  private static String fact(AttemptLine attempt, String fact) {
    return switch (fact) {
      case "outcome" -> attempt.outcome().name();
      case "story" -> attempt.story().word();
      case "syns" -> Integer.toString(attempt.syns());
      case "synAcks" -> Integer.toString(attempt.synAcks());
      case "lossSide" -> attempt.lossSide().name();
      case "zeek" -> attempt.zeekState();
      case "reporter" -> attempt.reporter();
      case "handshakeMicros" -> Long.toString(attempt.handshakeNanos() / 1_000);
      default -> Optional.of(fact).map(f -> "an unknown fact: " + f).orElse("");
    };
  }
}
