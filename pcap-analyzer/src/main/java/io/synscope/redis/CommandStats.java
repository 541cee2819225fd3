package io.synscope.redis;

import io.synscope.report.ExchangeSummary.Traffic;
import org.HdrHistogram.Histogram;

/** How the exchanges of one command fared. */
final class CommandStats {
  /** Longer times count as this long. */
  private static final long MAX_NANOS = 3_600_000_000_000L;

  private final Histogram total = new Histogram(3);
  private final Octaves server = new Octaves(5);
  private final Octaves network = new Octaves(5);
  private long count;
  private long errors;
  private long requestBytes;
  private long replyBytes;
  private long totalNanos;

  CommandStats() {
    total.setAutoResize(true);
  }

  /** One exchange; {@code serverNanos} is negative where the split is unknown. */
  void record(
      long nanos, long serverNanos, long networkNanos, long request, long reply, boolean failed) {
    count(request, reply, failed);
    totalNanos += nanos;
    total.recordValue(clamp(nanos));
    if (serverNanos >= 0) {
      server.record(serverNanos);
      network.record(networkNanos);
    }
  }

  /** One exchange whose time says nothing, or is told elsewhere. */
  void count(long request, long reply, boolean failed) {
    count++;
    errors += failed ? 1 : 0;
    requestBytes += request;
    replyBytes += reply;
  }

  /** One that was executed inside a transaction of this length. */
  void inside(long nanos) {
    count++;
    total.recordValue(clamp(nanos));
  }

  private static long clamp(long nanos) {
    return Math.min(Math.max(nanos, 0), MAX_NANOS);
  }

  void merge(CommandStats other) {
    total.add(other.total);
    server.addTimes(other.server);
    network.addTimes(other.network);
    count += other.count;
    errors += other.errors;
    requestBytes += other.requestBytes;
    replyBytes += other.replyBytes;
    totalNanos += other.totalNanos;
  }

  /** {@return what the report tells of them} */
  Traffic traffic() {
    return new Traffic(
        count,
        errors,
        requestBytes,
        replyBytes,
        total.getValueAtPercentile(50),
        total.getValueAtPercentile(99),
        total.getMaxValue(),
        totalNanos);
  }

  /** {@return time in the server, where it could be told apart} */
  Octaves server() {
    return server;
  }

  /** {@return time on the network, where it could be told apart} */
  Octaves network() {
    return network;
  }
}
