package io.synscope.run;

import io.synscope.connect.Transport;
import io.synscope.latency.Clock;
import io.synscope.latency.IntervalSink;
import io.synscope.latency.Latencies;
import io.synscope.latency.Series;
import io.synscope.observation.Phase;
import io.synscope.report.LatencyLine;
import io.synscope.target.Resolution;
import io.synscope.target.Resolver;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.AbstractHistogram;

/**
 * The probe, whole: targets become lanes, schedules start attempts on them, attempts become
 * histograms and facts.
 *
 * <p>{@link #run} blocks until the schedules are over; any other thread may {@link #stop} it, or
 * look at {@link #soFar}.
 */
public final class Probe {
  private static final int FEW_TARGETS = 32;

  private final ProbePlan plan;
  private final ProbeListener listener;
  private final Journal journal;
  private final Times times = new Times();
  private final Latencies latencies;
  private final List<Resolution> resolutions = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile String transportName = "";
  private volatile String lacks = "";

  /** A probe that will follow {@code plan} and tell {@code listener} what it finds. */
  public Probe(ProbePlan plan, ProbeListener listener) {
    this.plan = plan;
    this.latencies = new Latencies(plan.targets().size() > FEW_TARGETS);
    this.listener = listener;
    this.journal = new Journal(listener, over::countDown);
  }

  /** {@return what was found when the schedules were over or {@link #stop} was called} */
  public ProbeResult run() throws InterruptedException {
    try (Transport transport = Transport.open(plan.transport(), plan.stamped(), times::nanoTime)) {
      transportName = transport.name();
      lacks = transport.lacks();
      HiccupMeter hiccups = new HiccupMeter(transport.loop(), times, latencies);
      Traffic traffic = new Traffic(plan, lanes(resolve()), transport, times, hiccups, journal);
      transport.loop().execute(traffic::start);
      over.await();
      transport.loop().submit(traffic::stop).await();
      return soFar();
    }
  }

  /** Ends {@link #run} now; attempts under way are forgotten. */
  public void stop() {
    over.countDown();
  }

  /** {@return what was found until now} */
  public ProbeResult soFar() {
    return new ProbeResult(
        copyOfResolutions(),
        journal.newest(),
        journal.counts(),
        latencies.quantiles().stream().map(LatencyLine::of).toList(),
        times.epoch(times.start()),
        times.epoch(times.nanoTime()),
        transportName,
        Caveats.of(lacks, journal.counts()));
  }

  /** Hands out what the histograms gained since the last call: the intervals of a log. */
  public void drain(IntervalSink sink) {
    latencies.drain(sink);
  }

  /** {@return a copy of everything that was timed until now, without failures} */
  public Map<Series, AbstractHistogram> totals() {
    return latencies.totals();
  }

  private List<Resolution> resolve() {
    Resolver resolver = new Resolver(plan.family(), plan.timeoutNanos(), times::nanoTime);
    List<CompletableFuture<Resolution>> answers =
        plan.targets().stream().map(resolver::resolve).toList();
    List<Resolution> found = answers.stream().map(CompletableFuture::join).toList();
    synchronized (resolutions) {
      resolutions.addAll(found);
    }
    found.forEach(listener::resolved);
    return found;
  }

  private List<Resolution> copyOfResolutions() {
    synchronized (resolutions) {
      return List.copyOf(resolutions);
    }
  }

  private List<Lane> lanes(List<Resolution> found) {
    List<Lane> lanes = new ArrayList<>();
    for (Resolution resolution : found) {
      Series series = new Series(Phase.RESOLVE, resolution.target().hostPort(), Clock.USER);
      if (resolution.failure().isPresent()) {
        latencies.fail(series);
        journal.attempted(Unresolved.event(resolution, times));
      } else if (!resolution.literal()) {
        latencies.record(series, resolution.nanos());
      }
      for (InetAddress address : resolution.addresses()) {
        lanes.add(new Lane(resolution.target(), address, plan, latencies));
      }
    }
    return lanes;
  }
}
