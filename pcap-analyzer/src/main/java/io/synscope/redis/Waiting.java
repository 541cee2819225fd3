package io.synscope.redis;

import io.synscope.observation.Endpoint;
import io.synscope.observation.Moment;
import io.synscope.resp.Command;
import io.synscope.resp.ReplyShape;

/**
 * A request that waited long for its reply.
 *
 * @param client who asked
 * @param command what
 * @param request its last byte
 * @param readyNanos when its reply could have been seen here at the earliest
 * @param acknowledged whether the server's kernel acknowledged it long before the reply
 * @param reply the reply's first byte; unseen when none came
 * @param bytes size of request and reply
 */
record Waiting(
    Endpoint client,
    Command command,
    Moment request,
    long readyNanos,
    boolean acknowledged,
    Moment reply,
    long bytes) {

  /**
   * No single command moves its data slower than this; a stall needs so much data to be its work.
   */
  private static final long SLOWEST_BYTES_PER_SECOND = 1_000_000;

  /**
   * {@return how likely such a command is to hold the loop; 0 when it cannot have done so for so
   * long}
   */
  int rank(long nanos) {
    boolean muchData = bytes >= nanos / 1_000_000_000.0 * SLOWEST_BYTES_PER_SECOND;
    return switch (command.work()) {
      case NONE, ARGUMENTS -> muchData ? 1 : 0;
      case VALUES -> muchData || !returnsWhatItReads() ? 2 : 0;
      case SCRIPT, DATA_SET, PAUSE -> 2 + command.work().ordinal();
    };
  }

  private boolean returnsWhatItReads() {
    return command.access() == Command.Access.READ
        && command.mayReply(ReplyShape.AGGREGATE)
        && !command.mayReply(ReplyShape.LINE)
        && !command.name().matches("S(DIFF|INTER|UNION)|Z(DIFF|INTER|UNION)|GEO.*");
  }
}
