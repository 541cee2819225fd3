package io.synscope.rule;

import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Observations;
import io.synscope.observation.Story;
import io.synscope.observation.Vantage;
import io.synscope.story.HopBaseline;
import io.synscope.story.Latecomers;
import io.synscope.story.StoryTeller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Observations as rules want to read them: by listener, with stories, hop counts and the vantage
 * worked out once.
 */
public final class CaseFile {
  private final Observations observations;
  private final VantageInference vantage;
  private final HopBaseline hops;
  private final StoryTeller teller;
  private final ScanPattern scans;
  private final FloodPattern floods;
  private final Map<ConnectionAttempt, Story> stories = new IdentityHashMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final Map<Address, List<ConnectionAttempt>> byHost = new HashMap<>();
  private final Map<HostPair, List<ConnectionAttempt>> byHosts = new HashMap<>();
  private final Map<Shared<?>, Object> shared = new IdentityHashMap<>();

  private CaseFile(Observations observations) {
    this.observations = observations;
    hops = new HopBaseline(observations.attempts());
    teller = new StoryTeller(observations, hops);
    scans = new ScanPattern(observations.attempts());
    floods = new FloodPattern(observations.attempts());
    vantage = VantageInference.of(observations);
  }

  /** Opens the case: works out hops, vantage, stories and listeners. */
  public static CaseFile open(Observations observations) {
    CaseFile file = new CaseFile(observations);
    Map<Endpoint, List<Listener.Telling>> byServer = new TreeMap<>();
    for (ConnectionAttempt attempt : observations.attempts()) {
      Story story = file.teller.tell(attempt);
      file.stories.put(attempt, story);
      file.byHost
          .computeIfAbsent(attempt.tuple().server().address(), host -> new ArrayList<>())
          .add(attempt);
      byServer
          .computeIfAbsent(attempt.tuple().server(), server -> new ArrayList<>())
          .add(new Listener.Telling(attempt, story));
      file.byHosts.computeIfAbsent(HostPair.of(attempt), hosts -> new ArrayList<>()).add(attempt);
    }
    byServer.forEach(
        (server, tellings) ->
            file.listeners.add(new Listener(server, tellings, observations.stalls())));
    return file;
  }

  /** {@return the facts themselves} */
  public Observations observations() {
    return observations;
  }

  /** {@return all attempts by time of their first packet} */
  public List<ConnectionAttempt> attempts() {
    return observations.attempts();
  }

  /** {@return attempts to any port of this host, by time of their first packet} */
  public List<ConnectionAttempt> attemptsTo(Address server) {
    return Collections.unmodifiableList(byHost.getOrDefault(server, List.of()));
  }

  /** {@return the listeners, sorted by endpoint} */
  public List<Listener> listeners() {
    return Collections.unmodifiableList(listeners);
  }

  /** {@return all attempts between the two hosts of this one, itself included} */
  public List<ConnectionAttempt> betweenHostsOf(ConnectionAttempt attempt) {
    return Collections.unmodifiableList(byHosts.getOrDefault(HostPair.of(attempt), List.of()));
  }

  /** {@return all attempts by the two hosts they were between} */
  public Map<HostPair, List<ConnectionAttempt>> byHosts() {
    return Collections.unmodifiableMap(byHosts);
  }

  /** {@return the attempt's whole life in one word} */
  public Story story(ConnectionAttempt attempt) {
    return stories.getOrDefault(attempt, Story.OK);
  }

  /** {@return by how much this attempt's SYN came late, where the order of ports tells} */
  public Optional<Latecomers.Late> late(ConnectionAttempt attempt) {
    return teller.latecomers().of(attempt);
  }

  /** {@return TTLs by host} */
  public HopBaseline hops() {
    return hops;
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
