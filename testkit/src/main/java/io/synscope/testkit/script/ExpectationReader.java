package io.synscope.testkit.script;

import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.LossSide;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.observation.Vantage;
import io.synscope.report.ExchangeSummary;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the lines that begin with {@code expect}. */
final class ExpectationReader {
  private final Setting setting;
  private final List<Expectation> expectations = new ArrayList<>();

  ExpectationReader(Setting setting) {
    this.setting = setting;
  }

  List<Expectation> read() {
    return List.copyOf(expectations);
  }

  void add(Words words) {
    String word = words.peek();
    if (words.accept("cause")) {
      expectations.add(cause(words, true));
    } else if (words.accept("finding")) {
      expectations.add(cause(words, false));
    } else if (words.accept("limit")) {
      expectations.add(limit(words));
    } else if (words.accept("not")) {
      expectations.add(absent(words.next("cause")));
    } else if (words.accept("vantage")) {
      expectations.add(vantage(words.oneOf(Vantage.class, "vantage")));
    } else if (words.accept("attempts")) {
      expectations.add(number("attempts", words.number("attempts"), Report::attemptsTotal));
    } else if (words.accept("command")) {
      expectations.add(command(words));
    } else if (words.accept("quality")) {
      String counter = words.next("counter");
      expectations.add(number(counter, words.number(counter), r -> quality(r, counter)));
    } else if (word.isEmpty()) {
      throw words.wrong("what is expected?");
    } else {
      expectations.add(attempts(words));
    }
    words.end();
  }

  private ExpectedCause cause(Words words, boolean headline) {
    ExpectedCause cause = new ExpectedCause(Set.of(words.next("cause").split("\\|")), headline);
    while (words.more()) {
      String word = words.next("limit");
      switch (word) {
        case "atLeast" -> cause.atLeast = words.oneOf(Confidence.class, "confidence");
        case "atMost" -> cause.atMost = words.oneOf(Confidence.class, "confidence");
        case "evidence" -> cause.evidence = List.of(words.next("frames").split(","));
        default -> throw words.wrong("not understood: " + word);
      }
    }
    return cause;
  }

  private static Expectation limit(Words words) {
    String cause = words.next("cause");
    Confidence limit = words.oneOf(Confidence.class, "highest confidence");
    return (report, script) ->
        report.findings().stream()
            .filter(f -> f.cause().id().equals(cause) && f.confidence().compareTo(limit) > 0)
            .map(f -> cause + " must be at most " + limit + " but is " + f.confidence())
            .toList();
  }

  private static Expectation absent(String cause) {
    return (report, script) -> {
      boolean headline = report.headline().cause().equals(cause);
      boolean finding =
          report.findings().stream().map(Finding::cause).anyMatch(c -> c.id().equals(cause));
      return headline || finding ? List.of("must not be found: " + cause) : List.of();
    };
  }

  private static Expectation vantage(Vantage expected) {
    return (report, script) ->
        report.vantage() == expected
            ? List.of()
            : List.of("vantage: expected " + expected + " but was " + report.vantage());
  }

  private static Expectation number(
      String what, long expected, java.util.function.ToLongFunction<Report> actual) {
    return (report, script) -> {
      long found = actual.applyAsLong(report);
      return found == expected
          ? List.of()
          : List.of(what + ": expected " + expected + " but was " + found);
    };
  }

  private static long quality(Report report, String counter) {
    return report.input().quality().stream()
        .filter(line -> line.name().equals(counter))
        .mapToLong(line -> line.value())
        .sum();
  }

  private static Expectation command(Words words) {
    String name = words.next("command's name");
    boolean errors = words.accept("errors");
    return number(
        name + (errors ? " errors" : ""),
        words.number("how many"),
        report ->
            report.exchanges().map(ExchangeSummary::commands).stream()
                .flatMap(List::stream)
                .filter(line -> line.command().equals(name))
                .mapToLong(line -> errors ? line.traffic().errors() : line.traffic().count())
                .sum());
  }

  private ExpectedAttempts attempts(Words words) {
    ExpectedAttempts attempts = new ExpectedAttempts();
    if (words.peek().matches("[0-9]+")) {
      attempts.count = (int) words.number("how many");
    } else if (words.peek().matches("[CSR][0-9]*(:[0-9]+)?")) {
      attempts.client = endpoint(setting.corner(words));
      if (words.accept(">")) {
        attempts.server = endpoint(setting.corner(words));
      }
    }
    while (words.more()) {
      fact(words.next("fact"), words, attempts);
    }
    return attempts;
  }

  private static void fact(String word, Words words, ExpectedAttempts attempts) {
    if (word.equals("incarnation")) {
      attempts.incarnation = (int) words.number(word);
    } else if (word.matches("[A-Z_|]+")) {
      for (String outcome : word.split("\\|")) {
        words.constant(Outcome.class, outcome, "outcome");
      }
      attempts.facts.put("outcome", word);
    } else if (List.of("story", "lossSide", "syns", "synAcks", "zeek", "reporter").contains(word)) {
      String value = words.next(word);
      check(word, value, words);
      attempts.facts.put(word, value);
    } else {
      throw words.wrong("not understood: " + word);
    }
  }

  private static void check(String fact, String value, Words words) {
    for (String one : value.split("\\|")) {
      if (fact.equals("story")) {
        words.constant(Story.class, one, fact);
      } else if (fact.equals("lossSide")) {
        words.constant(LossSide.class, one, fact);
      }
    }
  }

  private static Endpoint endpoint(Corner corner) {
    return new Endpoint(Address.of(corner.host().address()), corner.port());
  }
}
