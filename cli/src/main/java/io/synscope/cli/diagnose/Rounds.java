package io.synscope.cli.diagnose;

import io.synscope.observation.Endpoint;
import io.synscope.observation.Member;
import io.synscope.observation.MemberVisit;
import io.synscope.resp.RespValue;
import io.synscope.run.AttemptEvent;
import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import io.synscope.run.ProbePlan;
import io.synscope.run.ProbeResult;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.server.Interview;
import io.synscope.target.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Visits to the other servers of a Sentinel's or a cluster's deployment: each is probed like the
 * target, and those that serve are asked what they are.
 */
final class Rounds {
  private static final int MOST = 32;
  private static final int STEP_MILLIS = 1000;

  private final Wish wish;
  private final Map<String, MemberVisit> byName = new LinkedHashMap<>();
  private final CompletableFuture<ProbeResult> probed = new CompletableFuture<>();
  private Optional<ProbeResult> probe = Optional.empty();
  private List<MemberVisit> visits = List.of();
  private Optional<String> missing = Optional.empty();

  private Rounds(Wish wish) {
    this.wish = wish;
  }

  /** Nobody else is known. */
  static Rounds none(Wish wish) {
    return new Rounds(wish);
  }

  /** Sets out to these members, those left out that are examined anyway. */
  static Rounds begin(Wish wish, Map<Endpoint, List<Member>> told, ProbePlan plan) {
    Rounds rounds = new Rounds(wish);
    List<String> examined = told.keySet().stream().map(Endpoint::toString).toList();
    told.forEach(
        (teller, members) ->
            members.stream()
                .filter(member -> !examined.contains(member.hostPort()))
                .forEach(
                    member ->
                        rounds.byName.putIfAbsent(
                            member.hostPort(),
                            new MemberVisit(
                                teller,
                                member,
                                Optional.empty(),
                                false,
                                "it was not reached in time",
                                Optional.empty()))));
    if (!rounds.byName.isEmpty()) {
      Thread thread = new Thread(() -> rounds.go(plan), "rounds");
      thread.setDaemon(true);
      thread.start();
    }
    return rounds;
  }

  private void go(ProbePlan plan) {
    List<Target> targets =
        byName.values().stream()
            .limit(MOST)
            .map(MemberVisit::member)
            .map(m -> new Target(m.hostPort(), m.host(), m.port(), wish.tls().isPresent(), "", 0))
            .toList();
    ProbePlan each =
        plan.withTargets(targets).withSchedule(() -> Arrivals.every(1), Limit.count(1));
    try {
      probed.complete(new Probe(each, ProbeListener.NONE).run());
    } catch (InterruptedException | RuntimeException e) {
      probed.completeExceptionally(e);
    }
  }

  /** Waits for those who are under way, and asks those who serve what they are. */
  void end(long waitNanos) throws InterruptedException {
    if (byName.isEmpty()) {
      return;
    }
    long deadline = System.nanoTime() + waitNanos;
    try {
      ProbeResult result = probed.get(Math.max(1, waitNanos), TimeUnit.NANOSECONDS);
      probe = Optional.of(result);
      visits = visits(result, deadline);
      if (byName.size() > MOST) {
        missing = Optional.of("%d nodes beyond the first %d".formatted(byName.size() - MOST, MOST));
      }
    } catch (TimeoutException | ExecutionException e) {
      missing = Optional.of("the visits did not end in time");
      visits = List.copyOf(byName.values());
    }
  }

  private List<MemberVisit> visits(ProbeResult result, long deadline) throws InterruptedException {
    Map<String, AttemptEvent> attempts = new HashMap<>();
    result.attempts().forEach(event -> attempts.put(event.sight().target(), event));
    Map<String, CompletableFuture<Optional<Member.Role>>> roles = new HashMap<>();
    attempts.forEach(
        (name, event) -> {
          if (event.served()) {
            roles.put(name, CompletableFuture.supplyAsync(() -> role(name, event)));
          }
        });
    List<MemberVisit> seen = new ArrayList<>();
    for (Map.Entry<String, MemberVisit> entry : byName.entrySet()) {
      AttemptEvent event = attempts.get(entry.getKey());
      seen.add(
          event == null
              ? entry.getValue()
              : visit(entry.getValue(), event, told(roles.get(entry.getKey()), deadline)));
    }
    return seen;
  }

  private static Optional<Member.Role> told(
      @Nullable CompletableFuture<Optional<Member.Role>> role, long deadline)
      throws InterruptedException {
    if (role == null) {
      return Optional.empty();
    }
    try {
      return role.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    }
  }

  private static MemberVisit visit(
      MemberVisit planned, AttemptEvent event, Optional<Member.Role> says) {
    Endpoint server = event.attempt().tuple().server();
    String failed =
        event.attempt().outcome().name().toLowerCase(Locale.ROOT)
            + (event.reason().isEmpty() ? "" : ": " + event.reason());
    String served =
        "it serves, handshake %.2f ms%s"
            .formatted(
                event.attempt().handshakeNanos() / 1e6,
                says.map(role -> ", and calls itself a " + role.word()).orElse(""));
    return new MemberVisit(
        planned.teller(),
        planned.member(),
        event.attempt().outcome().local() ? Optional.empty() : Optional.of(server),
        event.served(),
        event.served() ? served : "it does not serve from here: " + failed,
        says);
  }

  private Optional<Member.Role> role(String name, AttemptEvent event) {
    Endpoint server = event.attempt().tuple().server();
    InetSocketAddress address = new InetSocketAddress(server.address().toString(), server.port());
    try (Interview interview =
        Interview.open(address, name, wish.tls(), wish.credentials(), STEP_MILLIS)) {
      List<RespValue> role = interview.ask("ROLE").items();
      return switch (role.isEmpty() ? "" : role.get(0).toString()) {
        case "master" -> Optional.of(Member.Role.PRIMARY);
        case "slave" -> Optional.of(Member.Role.REPLICA);
        case "sentinel" -> Optional.of(Member.Role.SENTINEL);
        default -> Optional.empty();
      };
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Optional<ProbeResult> probe() {
    return probe;
  }

  List<MemberVisit> visits() {
    return visits;
  }

  Optional<String> missing() {
    return missing;
  }
}
