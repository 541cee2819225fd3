package io.synscope.testing;

import io.synscope.finding.Finding;
import io.synscope.observation.Address;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.NameQuery;
import io.synscope.observation.NeighbourQuery;
import io.synscope.observation.Observations;
import io.synscope.observation.Stall;
import io.synscope.observation.Vantage;
import io.synscope.rule.EveryTrait;
import io.synscope.rule.Judgement;
import io.synscope.rule.Rule;
import io.synscope.rule.RuleBook;
import io.synscope.rule.book.Catalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What one witness saw, put together for a test. */
public final class Sightings {
  static final long EPOCH = 1_700_000_000_000_000_000L;

  private final Vantage vantage;
  private final List<ConnectionAttempt> attempts = new ArrayList<>();
  private final List<NameQuery> names = new ArrayList<>();
  private final List<NeighbourQuery> neighbours = new ArrayList<>();

  private final List<Stall> stalls = new ArrayList<>();
  private long dropped;

  private Sightings(Vantage vantage) {
    this.vantage = vantage;
  }

  /** {@return a capture known to have been taken there} */
  public static Sightings from(Vantage vantage) {
    return new Sightings(vantage);
  }

  /** {@return the moment so many seconds after the capture began, frames numbered by the ms} */
  public static Moment moment(double seconds) {
    return new Moment(EPOCH + Math.round(seconds * 1e9), 1 + Math.round(seconds * 1000));
  }

  /** Adds attempts. */
  public Sightings saw(AttemptBuilder... builders) {
    for (AttemptBuilder builder : builders) {
      attempts.add(builder.build());
    }
    return this;
  }

  /** All connections of a server paused together; the command that began it, or "". */
  public Sightings stalled(String server, double from, double to, int connections, String command) {
    Optional<Stall.Culprit> culprit =
        command.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Stall.Culprit(
                    command, AttemptBuilder.endpoint("10.0.0.1:41394"), moment(from), moment(to)));
    stalls.add(
        new Stall(
            AttemptBuilder.endpoint(server),
            moment(from),
            moment(to),
            moment(to).since(moment(from)),
            connections,
            connections,
            0,
            culprit));
    return this;
  }

  /** The capturing program lost so many packets. */
  public Sightings dropped(long packets) {
    dropped = packets;
    return this;
  }

  /** Adds a DNS question for an IPv4 address, and its answer; code -1 for none. */
  public Sightings asked(String name, int code, List<String> addresses, double... times) {
    List<Moment> asked = DoubleStream.of(times).mapToObj(Sightings::moment).toList();
    Moment answer = code < 0 ? Moment.NONE : moment(times[times.length - 1] + 0.001);
    names.add(
        new NameQuery(
            AttemptBuilder.endpoint("10.0.0.1:5353"),
            AttemptBuilder.endpoint("10.0.0.53:53"),
            name,
            1,
            asked,
            answer,
            code,
            addresses.stream().map(Address::parse).toList()));
    return this;
  }

  /** Adds ARP requests. */
  public Sightings whoHas(String target, String asker, boolean answered, double... times) {
    neighbours.add(
        new NeighbourQuery(
            Address.parse(asker),
            Address.parse(target),
            DoubleStream.of(times).mapToObj(Sightings::moment).toList(),
            answered));
    return this;
  }

  /** {@return what these rules find} */
  public List<Finding> findings(Rule... rules) {
    return judged(new RuleBook(List.of(rules))).findings();
  }

  /** {@return what this rule finds, at most once} */
  public Optional<Finding> finding(Rule rule) {
    List<Finding> found = findings(rule);
    if (found.size() > 1) {
      throw new AssertionError("more than one finding: " + found);
    }
    return found.stream().findFirst();
  }

  /** {@return what the whole book says} */
  public Judgement judgement() {
    return judged(Catalogue.book());
  }

  /** Judges, and makes sure that no trait has hidden anything from a rule. */
  private Judgement judged(RuleBook book) {
    Judgement judgement = book.judge(observations());
    List<Finding> withoutTraits = EveryTrait.judge(book, observations()).findings();
    if (!judgement.findings().equals(withoutTraits)) {
      throw new AssertionError(
          "a trait is not necessary: with all of them " + withoutTraits + ", else " + judgement);
    }
    return judgement;
  }

  private Observations observations() {
    attempts.sort(Comparator.comparingLong(attempt -> attempt.firstSeen().nanos()));
    long last =
        attempts.stream().mapToLong(attempt -> attempt.lastSeen().nanos()).max().orElse(EPOCH);
    CaptureFacts capture =
        new CaptureFacts(EPOCH, last + 2_000_000_000L, 100, 100, dropped, 0, 0, 0, false, 0, 0);
    return new Observations(
        attempts, List.of(), names, neighbours, stalls, capture, Optional.of(vantage));
  }
}
