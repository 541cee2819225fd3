package io.synscope.rule;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Stall;
import io.synscope.observation.Story;
import io.synscope.statistics.SortedTimes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One server endpoint with all attempts to it, by time of their first packet. */
public final class Listener {
  private static final Set<Outcome> ESTABLISHED =
      Stream.of(Outcome.values())
          .filter(Outcome::established)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(Outcome.class)));

  private final Endpoint server;
  private final List<Stall> stalls;
  private final Roll roll = new Roll();
  private final Map<Address, List<ConnectionAttempt>> byClient = new HashMap<>();
  private long clientSegments;
  private long serverSegments;
  private long laterClientSegments;

  Listener(Endpoint server, List<Stall> stalls) {
    this.server = server;
    this.stalls = stalls.stream().filter(stall -> stall.server().equals(server)).toList();
  }

  /** Adds the next attempt by time. */
  void add(ConnectionAttempt attempt, Story story, long traits) {
    roll.add(attempt, story, traits);
    byClient
        .computeIfAbsent(attempt.tuple().client().address(), client -> new ArrayList<>())
        .add(attempt);
    long asked = attempt.wire().fromClient().volume().dataSegments();
    clientSegments += asked;
    laterClientSegments += Math.max(0, asked - 1);
    serverSegments += attempt.wire().fromServer().volume().dataSegments();
  }

  /** {@return the endpoint} */
  public Endpoint server() {
    return server;
  }

  /** {@return all attempts} */
  public List<ConnectionAttempt> attempts() {
    return roll.all();
  }

  /** {@return whether the capture misses packets of its connections that were acknowledged} */
  public boolean hasGaps() {
    return attempts().stream()
        .map(ConnectionAttempt::wire)
        .anyMatch(
            wire ->
                wire.fromClient().repair().unseenAcknowledged()
                        + wire.fromServer().repair().unseenAcknowledged()
                    > 0);
  }

  /** {@return attempts with one of these stories} */
  public List<ConnectionAttempt> with(Story first, Story... more) {
    return roll.with(first, more);
  }

  /** {@return attempts with one of these outcomes} */
  public List<ConnectionAttempt> with(Outcome first, Outcome... more) {
    return roll.with(first, more);
  }

  /** {@return attempts with one of these traits} */
  public List<ConnectionAttempt> with(Trait first, Trait... more) {
    return roll.with(first, more);
  }

  /** {@return attempts for which this holds, none of which lacks that trait} */
  public List<ConnectionAttempt> matching(Trait trait, Predicate<ConnectionAttempt> condition) {
    return roll.with(trait).stream().filter(condition).toList();
  }

  /** {@return attempts for which this holds; where a trait is needed for it, say so} */
  public List<ConnectionAttempt> matching(Predicate<ConnectionAttempt> condition) {
    return roll.all().stream().filter(condition).toList();
  }

  /** {@return all attempts by the host that connects, in no order of hosts} */
  public Map<Address, List<ConnectionAttempt>> byClient() {
    return Collections.unmodifiableMap(byClient);
  }

  /** {@return attempts whose client held an established connection} */
  public List<ConnectionAttempt> established() {
    return roll.with(ESTABLISHED);
  }

  /** {@return how many segments with data this end of all attempts sent} */
  public long dataSegments(Party sender) {
    return sender == Party.CLIENT ? clientSegments : serverSegments;
  }

  /** {@return how many segments with data clients sent after their first} */
  public long laterClientSegments() {
    return laterClientSegments;
  }

  /** {@return when attempts that were established began} */
  public SortedTimes establishedAt() {
    return roll.begun(ESTABLISHED);
  }

  /** {@return when attempts with one of these outcomes began} */
  public SortedTimes begun(Set<Outcome> outcomes) {
    return roll.begun(outcomes);
  }

  /** {@return whether any attempt was established} */
  public boolean everAnswered() {
    return !established().isEmpty();
  }

  /** {@return pauses of this server's event loop} */
  public List<Stall> stalls() {
    return stalls;
  }
}
