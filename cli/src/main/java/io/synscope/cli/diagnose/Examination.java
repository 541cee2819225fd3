package io.synscope.cli.diagnose;

import io.synscope.analysis.Analysis;
import io.synscope.exchange.DialoguePlan;
import io.synscope.host.HostReading;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Member;
import io.synscope.observation.ServerWords;
import io.synscope.observation.SettlingTest;
import io.synscope.report.Report;
import io.synscope.run.AttemptEvent;
import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import io.synscope.run.ProbePlan;
import io.synscope.run.ProbeResult;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.settle.Settler;
import io.synscope.target.Resolution;
import io.synscope.target.Resolver;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The whole examination, in its order: names, packets, a spaced series and a burst, tests that
 * separate look-alikes, what server and kernel say; then one judgement.
 */
public final class Examination {
  private static final long MILLI = 1_000_000L;
  private static final long STEP_NANOS = 3200 * MILLI; // three SYNs of Linux 6.5 and newer
  private static final long SETTLE_NANOS = 1200 * MILLI;
  private static final long RESERVE_NANOS = 700 * MILLI; // for the end of everything
  private static final long SIZES_NANOS = 3300 * MILLI;
  private static final int SPACED = 5;
  private static final long SPACE_NANOS = 150 * MILLI;
  private static final int AT_ONCE = 16;
  private static final int ROUND_TRIPS = 5;
  private static final int MOST_HEARD = 4;

  private final Wish wish;
  private final long deadline;
  private final Map<Endpoint, HostReading> readings = new LinkedHashMap<>();
  private final List<Hearing> hearings = new ArrayList<>();

  private Examination(Wish wish) {
    this.wish = wish;
    deadline = System.nanoTime() + wish.budgetNanos();
  }

  /** {@return what an examination now finds} */
  public static Report of(Wish wish) throws InterruptedException {
    return new Examination(wish).report();
  }

  private Report report() throws InterruptedException {
    List<InetAddress> addresses = resolve().addresses();
    Facts facts = new Facts(wish);
    try (OwnCapture capture = capture(addresses)) {
      Optional<IdleLadder> ladder = ladder(addresses);
      addresses.stream().limit(MOST_HEARD).forEach(this::beginAt);
      ProbeResult series = new Probe(series(), ProbeListener.NONE).run();
      facts.probed(series);
      if (burstWouldTell(series)) {
        facts.probed(new Probe(burst(), ProbeListener.NONE).run());
      }
      Rounds rounds = rounds();
      facts.settled(settle(series));
      rounds.end(left());
      facts.visited(rounds);
      hear(facts);
      for (HostReading reading : readings.values()) {
        facts.host(reading.second(facts.process()));
      }
      if (ladder.isPresent()) {
        facts.settled(List.of(ladder.get().end()));
      }
      Optional<Analysis> packets = capture.end();
      facts.packets(packets, capture.missing());
      facts.settled(sizes(facts)); // many connections that go wrong: not to be judged by packets
    }
    return new DiagnosisReport(facts, System.currentTimeMillis() / 1000).write();
  }

  private Resolution resolve() {
    return new Resolver(wish.family(), STEP_NANOS, System::nanoTime).resolve(wish.target()).join();
  }

  private OwnCapture capture(List<InetAddress> addresses) {
    if (!wish.capture()) {
      return OwnCapture.none("--no-capture was given");
    }
    return addresses.isEmpty()
        ? OwnCapture.none("there is no address to capture")
        : OwnCapture.of(addresses);
  }

  private Optional<IdleLadder> ladder(List<InetAddress> addresses) {
    return wish.idleNanos() == 0 || addresses.isEmpty()
        ? Optional.empty()
        : Optional.of(IdleLadder.begin(wish, addresses.get(0)));
  }

  private void beginAt(InetAddress address) {
    Hearing hearing = Hearing.begin(wish, address);
    hearings.add(hearing);
    if (wish.hostFacts() || HostReading.local(address)) {
      readings.put(hearing.endpoint(), HostReading.first(hearing.endpoint()));
    }
  }

  private ProbePlan plan(int roundTrips) {
    DialoguePlan said =
        new DialoguePlan(wish.tls(), List.of(), DialoguePlan.PING.request(), roundTrips);
    return ProbePlan.of(List.of(wish.target()))
        .withFamily(wish.family())
        .withTimeout(STEP_NANOS)
        .withCredentials(wish.credentials())
        .withDialogue(said);
  }

  private ProbePlan series() {
    return plan(ROUND_TRIPS).withSchedule(() -> Arrivals.every(SPACE_NANOS), Limit.count(SPACED));
  }

  private ProbePlan burst() {
    return plan(1).withSchedule(() -> Arrivals.bursts(AT_ONCE, 1), Limit.count(AT_ONCE));
  }

  /**
   * Where no handshake came through, the settling tests do their own; where none is lost, either.
   */
  private static boolean burstWouldTell(ProbeResult series) {
    return series.attempts().stream().anyMatch(AttemptEvent::served);
  }

  private Rounds rounds() throws InterruptedException {
    Map<Endpoint, List<Member>> told = new LinkedHashMap<>();
    for (Hearing hearing : hearings) {
      told.put(hearing.endpoint(), hearing.members(MILLI));
    }
    return Rounds.begin(wish, told, plan(1));
  }

  private List<SettlingTest> settle(ProbeResult series) throws InterruptedException {
    CompletableFuture<List<SettlingTest>> tests = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                tests.complete(new Settler(plan(1).withTimeout(SETTLE_NANOS)).settle(series));
              } catch (InterruptedException | RuntimeException e) {
                tests.completeExceptionally(e);
              }
            },
            "settle");
    thread.setDaemon(true);
    thread.start();
    try {
      return tests.get(left(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      thread.interrupt();
      return List.of();
    }
  }

  /** Where large packets vanish: how large they may be. */
  private List<SettlingTest> sizes(Facts facts) {
    return facts.tests.stream()
        .filter(
            test ->
                test.showing() == SettlingTest.Showing.LARGE_REPLY_LOST
                    || test.showing() == SettlingTest.Showing.LARGE_REQUEST_LOST)
        .filter(test -> wish.tls().isEmpty() && left() > SIZES_NANOS)
        .limit(1)
        .flatMap(test -> address(test.server()).stream())
        .map(address -> SizeLadder.measure(wish, address))
        .toList();
  }

  private Optional<InetAddress> address(Endpoint server) {
    return hearings.stream()
        .filter(hearing -> hearing.endpoint().equals(server))
        .map(Hearing::address)
        .findFirst();
  }

  private void hear(Facts facts) throws InterruptedException {
    for (Hearing hearing : hearings) {
      Optional<ServerWords> words = hearing.end(left());
      facts.heard(hearing.endpoint(), words, hearing.missing());
    }
  }

  private long left() {
    return Math.max(MILLI, deadline - RESERVE_NANOS - System.nanoTime());
  }
}
