package io.synscope.report;

import io.synscope.observation.ErrorReply;
import java.util.List;

/**
 * What was said inside the connections.
 *
 * @param commands by total time, greatest first
 * @param slowest single exchanges, slowest first
 * @param errors error replies by client address and code
 * @param stalls times in which all connections of a server paused together
 * @param unpaired requests or replies that could not be paired with certainty
 * @param desyncs times the pairing was lost and found again
 */
public record ExchangeSummary(
    List<CommandLine> commands,
    List<SlowExchange> slowest,
    List<ClientError> errors,
    List<StallLine> stalls,
    long unpaired,
    long desyncs) {

  /** One command: counts, total times as seen at the capture point, and how they split. */
  public record CommandLine(
      String command,
      long count,
      long errors,
      long requestBytes,
      long replyBytes,
      long p50Nanos,
      long p99Nanos,
      long maxNanos,
      long serverP50Nanos,
      long networkP50Nanos,
      long totalNanos) {}

  /** One slow exchange with the connection and the frames that hold it. */
  public record SlowExchange(
      String client,
      String server,
      String command,
      long totalNanos,
      long serverNanos,
      long networkNanos,
      long queueNanos,
      long errorNanos,
      List<Long> frames) {}

  /** Error replies of one kind to one client address. */
  public record ClientError(String client, String server, ErrorReply error) {}

  /**
   * A pause of all connections of a server; culprit is empty when no request was outstanding when
   * it began.
   */
  public record StallLine(
      String server,
      long startNanos,
      long durationNanos,
      int connections,
      String culprit,
      String culpritClient,
      List<Long> frames) {}
}
