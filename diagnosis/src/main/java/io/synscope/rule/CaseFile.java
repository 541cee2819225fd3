package io.synscope.rule;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Observations;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.observation.Vantage;
import io.synscope.story.HopBaseline;
import io.synscope.story.Latecomers;
import io.synscope.story.StoryTeller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Observations as rules want to read them: by listener, with stories, hop counts and the vantage
 * worked out once.
 */
public final class CaseFile {
  private static final Shared<Map<Address, List<Listener>>> LISTENERS =
      Shared.of(
          file ->
              file.listeners.stream()
                  .collect(Collectors.groupingBy(listener -> listener.server().address())));
  private static final Shared<Map<Address, List<ConnectionAttempt>>> BY_HOST =
      Shared.of(CaseFile::byHost);
  private static final Shared<Map<HostPair, List<ConnectionAttempt>>> BY_HOSTS =
      Shared.of(CaseFile::byHosts);

  private final Observations observations;
  private final VantageInference vantage;
  private final StoryTeller teller;
  private final Roll roll = new Roll();
  private final List<Listener> listeners;
  private final ScanPattern scans;
  private final FloodPattern floods;

  /** All but those that went well. */
  private final Map<ConnectionAttempt, Story> stories = new IdentityHashMap<>();

  private final Map<Shared<?>, Object> shared = new IdentityHashMap<>();

  private CaseFile(Observations observations, ToLongFunction<ConnectionAttempt> traits) {
    this.observations = observations;
    VantageSigns signs = new VantageSigns();
    teller = new StoryTeller(observations, signs::add);
    vantage = VantageInference.of(observations, signs);
    Map<Endpoint, Listener> byServer = new HashMap<>();
    for (ConnectionAttempt attempt : observations.attempts()) {
      Story story = teller.tell(attempt);
      if (story != Story.OK) {
        stories.put(attempt, story);
      }
      long seen = traits.applyAsLong(attempt);
      roll.add(attempt, story, seen);
      byServer
          .computeIfAbsent(
              attempt.tuple().server(), server -> new Listener(server, observations.stalls()))
          .add(attempt, story, seen);
    }
    listeners = List.copyOf(new TreeMap<>(byServer).values());
    scans = new ScanPattern(roll);
    floods = new FloodPattern(listeners);
  }

  /** Opens the case: works out hops, vantage, stories, traits and listeners. */
  public static CaseFile open(Observations observations) {
    return open(observations, Trait::of);
  }

  /** Opens the case with the traits that {@code traits} tells of each attempt. */
  static CaseFile open(Observations observations, ToLongFunction<ConnectionAttempt> traits) {
    return new CaseFile(observations, traits);
  }

  /** {@return the facts themselves} */
  public Observations observations() {
    return observations;
  }

  /** {@return all attempts by time of their first packet} */
  public List<ConnectionAttempt> attempts() {
    return observations.attempts();
  }

  /** {@return attempts with one of these outcomes, by time of their first packet} */
  public List<ConnectionAttempt> with(Outcome first, Outcome... more) {
    return roll.with(first, more);
  }

  /** {@return attempts with one of these traits, by time of their first packet} */
  public List<ConnectionAttempt> with(Trait first, Trait... more) {
    return roll.with(first, more);
  }

  /** {@return attempts to any port of this host, by time of their first packet} */
  public List<ConnectionAttempt> attemptsTo(Address server) {
    return Collections.unmodifiableList(BY_HOST.in(this).getOrDefault(server, List.of()));
  }

  /** {@return the listeners, sorted by endpoint} */
  public List<Listener> listeners() {
    return listeners;
  }

  /** {@return all attempts between the two hosts of this one, itself included} */
  public List<ConnectionAttempt> betweenHostsOf(ConnectionAttempt attempt) {
    return Collections.unmodifiableList(
        BY_HOSTS.in(this).getOrDefault(HostPair.of(attempt), List.of()));
  }

  /** {@return the listeners of this host, sorted by port} */
  public List<Listener> listenersOf(Address host) {
    return LISTENERS.in(this).getOrDefault(host, List.of());
  }

  private Map<Address, List<ConnectionAttempt>> byHost() {
    Map<Address, List<ConnectionAttempt>> byHost = new HashMap<>();
    LISTENERS.in(this).forEach((host, there) -> byHost.put(host, together(there)));
    return byHost;
  }

  private static List<ConnectionAttempt> together(List<Listener> listeners) {
    return listeners.size() == 1
        ? listeners.get(0).attempts()
        : listeners.stream()
            .flatMap(listener -> listener.attempts().stream())
            .sorted(Comparator.comparingLong(attempt -> attempt.firstSeen().nanos()))
            .toList();
  }

  private Map<HostPair, List<ConnectionAttempt>> byHosts() {
    Map<HostPair, List<ConnectionAttempt>> byHosts = new HashMap<>();
    for (ConnectionAttempt attempt : attempts()) {
      byHosts.computeIfAbsent(HostPair.of(attempt), hosts -> new ArrayList<>()).add(attempt);
    }
    return byHosts;
  }

  /** {@return the attempt's whole life in one word} */
  public Story story(ConnectionAttempt attempt) {
    return stories.isEmpty() ? Story.OK : stories.getOrDefault(attempt, Story.OK);
  }

  /** {@return attempts at this listener whose SYN came late, where the order of ports tells} */
  public List<Latecomers.Late> late(Listener listener) {
    Latecomers late = teller.latecomers();
    return late.any()
        ? listener.attempts().stream().flatMap(attempt -> late.of(attempt).stream()).toList()
        : List.of();
  }

  /** {@return TTLs by host} */
  public HopBaseline hops() {
    return teller.hops();
  }

  /** {@return whether any client scans ports or hosts} */
  public boolean scanned() {
    return scans.any();
  }

  /** {@return whether the client of this attempt scans ports or hosts} */
  public boolean scans(ConnectionAttempt attempt) {
    return scans.by(attempt);
  }

  /** {@return SYNs to this listener that nobody stands behind, many of them or none} */
  public List<ConnectionAttempt> flood(Endpoint listener) {
    return floods.at(listener);
  }

  /** {@return whether a client wanted to connect here: neither a scan nor a flood} */
  public boolean earnest(ConnectionAttempt attempt) {
    return !scans.by(attempt) && !floods.has(attempt);
  }

  /** {@return where the witness stood} */
  public Vantage vantage() {
    return vantage.value();
  }

  /** {@return why that is believed} */
  public List<String> vantageReasons() {
    return vantage.reasons();
  }

  Map<Shared<?>, Object> shared() {
    return shared;
  }

  /** {@return nanoseconds from this moment to the end of the capture} */
  public long untilEnd(long nanos) {
    return observations.capture().lastNanos() - nanos;
  }
}
