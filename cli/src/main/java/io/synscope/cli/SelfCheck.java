package io.synscope.cli;

import io.synscope.analysis.Analysis;
import io.synscope.analysis.AnalysisOptions;
import io.synscope.analysis.MemoryBudget;
import io.synscope.cli.diagnose.OwnCapture;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Exchange;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Handshake;
import io.synscope.observation.Outcome;
import io.synscope.observation.Phase;
import io.synscope.report.Report;
import io.synscope.run.AttemptEvent;
import io.synscope.run.ProbeListener;
import io.synscope.run.RequestEvent;
import io.synscope.target.AddressFamily;
import io.synscope.target.Resolver;
import io.synscope.target.Target;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what a probe's clocks say against the packets of the same run, captured beside it. */
final class SelfCheck implements ProbeListener, AutoCloseable {
  private static final int MOST = 100_000;

  private final Map<FourTuple, List<Exchange>> exchanges = new HashMap<>();
  private final Map<FourTuple, List<RequestEvent>> requests = new HashMap<>();
  private final List<AttemptEvent> attempts = new ArrayList<>();
  private final ClockErrors errors = new ClockErrors();
  private final OwnCapture capture;
  private long asked;

  private SelfCheck(Set<InetAddress> addresses) {
    AnalysisOptions how =
        new AnalysisOptions(
            Optional.empty(),
            MemoryBudget.ofHeap(),
            true,
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(this::exchanged));
    capture = OwnCapture.of(addresses, how);
  }

  /** Begins to capture what goes to and comes from these targets. */
  static SelfCheck of(List<Target> targets, AddressFamily family, long timeoutNanos) {
    Resolver resolver = new Resolver(family, timeoutNanos, System::nanoTime);
    return new SelfCheck(
        targets.stream().map(resolver::resolve).toList().stream()
            .flatMap(found -> found.join().addresses().stream())
            .collect(Collectors.toSet()));
  }

  private void exchanged(FourTuple connection, Exchange exchange) {
    exchanges.computeIfAbsent(connection, any -> new ArrayList<>()).add(exchange);
  }

  @Override
  public void attempted(AttemptEvent event) {
    if (attempts.size() < MOST) {
      attempts.add(event);
    }
  }

  @Override
  public void asked(RequestEvent event) {
    if (asked++ < MOST) {
      requests.computeIfAbsent(event.tuple(), any -> new ArrayList<>()).add(event);
    }
  }

  /** {@return the report with what the packets say of its clocks} */
  Report conclude(Report report) throws InterruptedException {
    Optional<Analysis> packets = capture.end();
    if (packets.isEmpty()) {
      return report.withCaveat(
          "The clocks could not be held against packets: " + capture.missing() + ".");
    }
    compare(packets.get());
    Report checked = report;
    for (String sentence : errors.sentences()) {
      checked = checked.withCaveat(sentence);
    }
    return checked;
  }

  private void compare(Analysis packets) {
    Map<FourTuple, Long> handshakes = new HashMap<>();
    for (ConnectionAttempt attempt : packets.judgement().file().attempts()) {
      Handshake handshake = attempt.wire().handshake();
      if (handshake.syns().size() == 1 && handshake.synAcks().size() == 1) {
        handshakes.put(attempt.tuple(), handshake.synAcks().get(0).since(handshake.syns().get(0)));
      }
    }
    attempts.forEach(event -> compare(event, handshakes.get(event.attempt().tuple())));
    requests.forEach(this::compare);
  }

  private void compare(AttemptEvent event, @Nullable Long wireNanos) {
    if (wireNanos != null && event.attempt().outcome() == Outcome.ESTABLISHED_CLEAN) {
      errors.connect(event.sight().kernelRttNanos(), event.sight().userConnectNanos(), wireNanos);
    }
    List<Exchange> said = exchanges.getOrDefault(event.attempt().tuple(), List.of());
    Long user = event.phases().get(Phase.ROUND_TRIP);
    if (user != null && !said.isEmpty()) {
      errors.roundTrip(event.kernelRoundTripNanos(), user, said.get(said.size() - 1).totalNanos());
    }
  }

  /** The greeting came before the requests that were timed, so they are matched from the end. */
  private void compare(FourTuple connection, List<RequestEvent> inOrder) {
    List<Exchange> said = exchanges.getOrDefault(connection, List.of());
    int greeting = said.size() - inOrder.size();
    for (int i = 0; greeting >= 0 && i < inOrder.size(); i++) {
      RequestEvent event = inOrder.get(i);
      if (event.served()) {
        errors.roundTrip(
            event.kernelNanos(), event.userNanos(), said.get(greeting + i).totalNanos());
      }
    }
  }

  @Override
  public void close() {
    capture.close();
  }
}
