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
 * @param clients by client address and server, greatest total time first
 * @param keys by key pattern, greatest total time first
 * @param unpaired requests or replies that could not be paired with certainty
 * @param desyncs times the pairing was lost and found again
 */
public record ExchangeSummary(
    List<CommandLine> commands,
    List<SlowExchange> slowest,
    List<ClientError> errors,
    List<StallLine> stalls,
    List<ClientLine> clients,
    List<KeyLine> keys,
    long unpaired,
    long desyncs) {

  /** Nothing was said. */
  public static final ExchangeSummary NONE =
      new ExchangeSummary(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0, 0);

  /** {@return the same with these clients} */
  public ExchangeSummary withClients(List<ClientLine> lines) {
    return new ExchangeSummary(commands, slowest, errors, stalls, lines, keys, unpaired, desyncs);
  }

  /**
   * How many exchanges of one kind there were, how large, and how long as seen at the capture
   * point.
   *
   * @param count requests that were answered
   * @param errors of these, with an error
   * @param requestBytes what was sent
   * @param replyBytes what came back
   * @param p50Nanos median total time
   * @param p99Nanos 99th percentile
   * @param maxNanos greatest
   * @param totalNanos sum
   */
  public record Traffic(
      long count,
      long errors,
      long requestBytes,
      long replyBytes,
      long p50Nanos,
      long p99Nanos,
      long maxNanos,
      long totalNanos) {}

  /** One command, and how its time splits. */
  public record CommandLine(
      String command, Traffic traffic, long serverP50Nanos, long networkP50Nanos) {}

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
      List<Long> frames,
      List<WaitLine> waits) {}

  /**
   * A request that waited through a stall.
   *
   * @param client who asked
   * @param command what
   * @param startNanos its last byte
   * @param endNanos its reply's first byte; never when none came
   */
  public record WaitLine(String client, String command, long startNanos, long endNanos) {}

  /**
   * One client address and what it appears to do.
   *
   * @param client its address, without port
   * @param server whom it asked
   * @param connections connections with payload
   * @param traffic what it asked
   * @param habits what it appears to do: pool size, command timeout, health checks, ...
   */
  public record ClientLine(
      String client, String server, long connections, Traffic traffic, List<Habit> habits) {

    /** {@return the same client with these habits} */
    public ClientLine withHabits(List<Habit> seen) {
      return new ClientLine(client, server, connections, traffic, seen);
    }
  }

  /**
   * Something that a client appears to do.
   *
   * @param what pool_size, connect_burst, reconnect_backoff, command_timeout, health_check_period,
   *     split_writes
   * @param value a count, or nanoseconds where {@code what} is a time
   * @param samples how often that was seen
   * @param sentence the same in words
   */
  public record Habit(String what, long value, long samples, String sentence) {}

  /**
   * One key pattern: keys that differ in their digits only are one.
   *
   * @param pattern a hash of the pattern, or the pattern itself where the user asked for keys
   * @param traffic what was asked for them
   */
  public record KeyLine(String pattern, Traffic traffic) {}
}
