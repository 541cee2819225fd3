package io.synscope.redis;

import io.synscope.report.ExchangeSummary.Traffic;

/** Count, errors, bytes and total times of the exchanges of one kind; quantiles within 6 %. */
final class Tally {
  private final Octaves times = new Octaves(3);
  private long count;
  private long errors;
  private long requestBytes;
  private long replyBytes;
  private long totalNanos;

  void record(long nanos, long request, long reply, boolean failed) {
    count++;
    errors += failed ? 1 : 0;
    requestBytes += request;
    replyBytes += reply;
    totalNanos += nanos;
    times.record(nanos);
  }

  void merge(Tally other) {
    times.merge(other.times);
    count += other.count;
    errors += other.errors;
    requestBytes += other.requestBytes;
    replyBytes += other.replyBytes;
    totalNanos += other.totalNanos;
  }

  long count() {
    return count;
  }

  long errors() {
    return errors;
  }

  /** {@return what the report tells of them} */
  Traffic traffic() {
    return new Traffic(
        count,
        errors,
        requestBytes,
        replyBytes,
        times.quantileNanos(0.5),
        times.quantileNanos(0.99),
        times.maxNanos(),
        totalNanos);
  }
}
