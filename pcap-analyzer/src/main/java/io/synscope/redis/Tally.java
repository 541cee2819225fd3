package io.synscope.redis;

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

  /** {@return the time that {@code share} of the exchanges did not exceed, within 6 %} */
  long quantileNanos(double share) {
    return times.quantileNanos(share);
  }

  long count() {
    return count;
  }

  long errors() {
    return errors;
  }

  long requestBytes() {
    return requestBytes;
  }

  long replyBytes() {
    return replyBytes;
  }

  long maxNanos() {
    return times.maxNanos();
  }

  long totalNanos() {
    return totalNanos;
  }
}
