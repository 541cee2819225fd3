package io.synscope.cli.option;

import io.synscope.cli.terminal.UsageException;
import io.synscope.run.ProbePlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When attempts are made, and how many. */
public final class ScheduleOptions {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int USUAL_COUNT = 10;

  /** So many connects at once are a storm to whoever has to take them. */
  private static final int STORM = 1000;

  private static final long SEED = 6379;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "N",
      description = "attempts for each address (default: 10, or those of --duration)")
  private @Nullable Integer count;

  @Option(
      names = "--duration",
      paramLabel = "SPAN",
      converter = PositiveSpanConverter.class,
      description = "start attempts for so long: 30s, 5m")
  private @Nullable Duration duration;

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "time between attempts: 0.5, 200ms (default: 1s)")
  private @Nullable Duration interval;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description = "attempts per second, instead of -i: 200/s")
  private @Nullable Double rate;

  @Option(
      hidden = true,
      names = "--poisson",
      description = "random gaps with that mean, as of many clients")
  private boolean poisson;

  @Option(
      names = "--burst",
      paramLabel = "N",
      description = "N connects at once, the storm of a deployment")
  private @Nullable Integer burst;

  @Option(hidden = true, names = "--yes", description = "yes, such a burst is meant")
  private boolean yes;

  @Option(
      hidden = true,
      names = "--warm-up",
      paramLabel = "N",
      description =
          "attempts on each address that are made first and not counted (default: none; synscope warms itself on loopback)")
  private @Nullable Integer warmUp;

  /**
   * {@return the plan on this schedule}
   *
   * @param endless whether it goes on until it is stopped, where the user set no limit
   */
  public ProbePlan apply(ProbePlan plan, boolean endless) {
    check();
    boolean unlimited = endless && count == null && duration == null && burst == null;
    return plan.withSchedule(this::arrivals, unlimited ? Limit.NONE : limit());
  }

  /** {@return whether synscope shall warm itself, because the user did not say how} */
  public boolean warmsItself() {
    return warmUp == null;
  }

  private Arrivals arrivals() {
    if (burst != null) {
      return Arrivals.bursts(burst, gapNanos());
    }
    return poisson ? Arrivals.poisson(gapNanos(), SEED) : Arrivals.every(gapNanos());
  }

  private Limit limit() {
    return new Limit(
        attempts(),
        duration == null ? Long.MAX_VALUE : duration.toNanos(),
        warmUp == null ? 0 : warmUp);
  }

  private long attempts() {
    if (burst != null) {
      return duration == null ? (long) burst * (count == null ? 1 : count) : Long.MAX_VALUE;
    }
    if (count != null) {
      return count;
    }
    return duration == null ? USUAL_COUNT : Long.MAX_VALUE;
  }

  private long gapNanos() {
    if (rate != null) {
      return Math.max(1, (long) (NANOS_PER_SECOND / rate));
    }
    return interval == null ? (long) NANOS_PER_SECOND : Math.max(1, interval.toNanos());
  }

  private void check() {
    if (count != null && count < 1) {
      throw new UsageException("-c " + count + ": at least one attempt is needed");
    }
    if (rate != null && interval != null) {
      throw new UsageException("--rate and -i say the same; leave one out");
    }
    if (poisson && burst != null) {
      throw new UsageException("--poisson and --burst exclude each other");
    }
    if (warmUp != null && warmUp < 0) {
      throw new UsageException("--warm-up " + warmUp + ": write 0 for none");
    }
    burstSize()
        .ifPresent(
            size -> {
              if (size < 1) {
                throw new UsageException("--burst " + size + ": at least one connect is needed");
              }
              if (size > STORM && !yes) {
                throw new UsageException(
                    "--burst "
                        + size
                        + " can fill the server's backlog and hurt its clients; add --yes if that is meant");
              }
            });
  }

  private OptionalInt burstSize() {
    return burst == null ? OptionalInt.empty() : OptionalInt.of(burst);
  }
}
