package io.synscope.cli.diagnose;

import io.synscope.latency.Clock;
import io.synscope.latency.Latencies;
import io.synscope.latency.Series;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Handshake;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Phase;
import io.synscope.report.AttemptLine;
import io.synscope.report.LatencyLine;
import io.synscope.run.AttemptEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run's own attempts, each beside its packets: what the wire shows of the SYNs that a socket
 * only counts, and how far the kernel's time of a handshake is from the wire's.
 */
final class WireTruth {
  private final List<AttemptEvent> probed;
  private final Map<FourTuple, ConnectionAttempt> captured = new HashMap<>();

  WireTruth(List<AttemptEvent> probed, List<ConnectionAttempt> packets) {
    this.probed = probed;
    packets.forEach(attempt -> captured.putIfAbsent(attempt.tuple(), attempt));
  }

  /** {@return this line, with the SYNs and SYN-ACKs that were captured, where they were} */
  AttemptLine complete(AttemptLine line) {
    return handshake(new FourTuple(line.client(), line.server()))
        .map(
            wire ->
                new AttemptLine(
                    line.client(),
                    line.server(),
                    line.incarnation(),
                    line.outcome(),
                    line.story(),
                    line.startNanos(),
                    wire.syns().size(),
                    wire.synAcks().size(),
                    wire.syns().stream().map(syn -> syn.since(wire.firstSyn())).toList(),
                    line.handshakeNanos(),
                    line.lossSide(),
                    line.zeekState(),
                    line.reporter(),
                    line.reason(),
                    line.firstFrame(),
                    line.frames()))
        .orElse(line);
  }

  /** {@return the handshakes of these attempts by the wire's clock} */
  List<LatencyLine> latency(List<AttemptEvent> series) {
    Latencies times = new Latencies(true);
    for (AttemptEvent event : series) {
      FourTuple tuple = event.attempt().tuple();
      handshake(tuple)
          .filter(wire -> event.attempt().outcome() == Outcome.ESTABLISHED_CLEAN)
          .ifPresent(
              wire ->
                  times.record(
                      new Series(Phase.CONNECT, tuple.server().toString(), Clock.WIRE),
                      nanos(wire)));
    }
    return times.quantiles().stream().map(LatencyLine::of).toList();
  }

  /** {@return how many attempts were found among that many packets, in words} */
  String check(long packets) {
    long joined = probed.stream().filter(e -> wire(e).isPresent()).count();
    long sent = probed.stream().filter(e -> !e.attempt().outcome().local()).count();
    long[] off =
        probed.stream()
            .filter(event -> event.attempt().outcome() == Outcome.ESTABLISHED_CLEAN)
            .filter(event -> event.sight().kernelRttNanos() > 0)
            .flatMap(
                event ->
                    wire(event)
                        .map(w -> Math.abs(nanos(w) - event.sight().kernelRttNanos()))
                        .stream())
            .mapToLong(nanos -> nanos)
            .sorted()
            .toArray();
    String apart =
        off.length == 0
            ? ""
            : "; the kernel's handshake times %.1f us off".formatted(off[off.length / 2] / 1e3);
    return "packets: %d judged, %d of %d attempts among them%s"
        .formatted(packets, joined, sent, apart);
  }

  private Optional<Handshake> wire(AttemptEvent event) {
    return handshake(event.attempt().tuple());
  }

  private Optional<Handshake> handshake(FourTuple tuple) {
    return Optional.ofNullable(captured.get(tuple))
        .map(attempt -> attempt.wire().handshake())
        .filter(wire -> wire.firstSyn().seen());
  }

  /** From SYN to SYN-ACK, which is what tcpi_rtt times. */
  private static long nanos(Handshake wire) {
    Moment answer = wire.firstSynAck();
    return answer.seen() ? Math.max(0, answer.since(wire.firstSyn())) : 0;
  }
}
