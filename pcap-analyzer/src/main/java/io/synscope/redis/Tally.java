package io.synscope.redis;

import io.synscope.report.ExchangeSummary.Traffic;

/** Count, errors, bytes and total times of the exchanges of one kind; quantiles within 6 %. */
class Tally extends Octaves {
  private static final int SUB_BITS = 3;

  private long errors;
  private long requestBytes;
  private long replyBytes;
  private long totalNanos;

  Tally() {
    super(SUB_BITS);
  }

  final void record(long nanos, long request, long reply, boolean failed) {
    errors += failed ? 1 : 0;
    requestBytes += request;
    replyBytes += reply;
    totalNanos += nanos;
    record(nanos);
  }

  final void add(Tally other) {
    addTimes(other);
    errors += other.errors;
    requestBytes += other.requestBytes;
    replyBytes += other.replyBytes;
    totalNanos += other.totalNanos;
  }

  /** {@return how many failed} */
  final long errors() {
    return errors;
  }

  /** {@return what the report tells of them} */
  final Traffic traffic() {
    return new Traffic(
        count(),
        errors,
        requestBytes,
        replyBytes,
        quantileNanos(0.5),
        quantileNanos(0.99),
        maxNanos(),
        totalNanos);
  }
}
