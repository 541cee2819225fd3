package io.synscope.cli;

import io.synscope.cli.option.IntervalTicker;
import io.synscope.cli.terminal.CannotTellException;
import io.synscope.cli.terminal.Interrupt;
import io.synscope.export.PortBook;
import io.synscope.export.SlotBook;
import io.synscope.run.Probe;
import io.synscope.run.ProbePlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.AddressFamily;
import io.synscope.target.Resolution;
import io.synscope.target.Resolver;
import io.synscope.target.Target;
import java.util.Iterator;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Two targets probed in one process: an attempt on each in every slot, in random order. */
final class PairedProbe {
  private static final long SEED = 6379;
  private static final int FEWEST_INTERVALS = 60;
  private static final long SHORTEST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 1000;

  private final ProbePlan plan;
  private final long slotNanos;
  private final long durationNanos;
  private final PortBook ports = new PortBook();

  PairedProbe(ProbePlan plan, double rate, long durationNanos) {
    this.plan = plan;
    this.slotNanos = Math.max(1, (long) (1e9 / rate));
    this.durationNanos = durationNanos;
  }

  /** {@return one address of that target, so that one address is compared with one} */
  static Target address(Target target, AddressFamily family, long timeoutNanos) {
    Resolution found = new Resolver(family, timeoutNanos, System::nanoTime).resolve(target).join();
    if (found.failure().isPresent()) {
      throw new CannotTellException(
          target + " has no address: " + found.words() + "; check the name, or give an address");
    }
    String literal = found.addresses().get(0).getHostAddress();
    return new Target(
        target.typed(), literal, target.port(), target.tls(), target.user(), target.database());
  }

  /** {@return all series of both, in slots} */
  SlotBook run() throws InterruptedException {
    Iterator<Arrivals> turns = Arrivals.interleaved(slotNanos, SEED).iterator();
    Probe probe =
        new Probe(
            plan.withSchedule(turns::next, new Limit(Long.MAX_VALUE, durationNanos, 0)), ports);
    Interrupt.first(probe::stop);
    SlotBook book = new SlotBook();
    long every = durationNanos / 1_000_000 / FEWEST_INTERVALS;
    IntervalTicker ticker =
        IntervalTicker.start(
            Math.max(SHORTEST_MILLIS, Math.min(LONGEST_MILLIS, every)),
            System.currentTimeMillis(),
            (from, to) -> probe.drain(book.slot(from)));
    probe.run();
    ticker.stop();
    return book;
  }

  /** {@return round trips to that address by source port; of kept connections only} */
  Map<Integer, Histogram> byPort(Target address) {
    return ports.of(series(address));
  }

  /** {@return the name under which its series stand} */
  static String series(Target address) {
    return address.hostPort();
  }
}
