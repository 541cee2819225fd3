package io.synscope.observation;

import java.util.List;
import java.util.Optional;

/**
 * A pause of one server's event loop: requests waited on several connections, no reply left on any,
 * then all resumed together.
 *
 * @param server who paused
 * @param start when the pause began: the server's last byte before it, or the first request that
 *     then had to wait
 * @param end the first reply after it; unseen when the capture ended first
 * @param nanos how long, to the last packet of the capture when {@code end} is unseen
 * @param connections connections that waited for a reply, all of the server's that had asked
 * @param acknowledged how many of these requests the server's kernel acknowledged while nothing was
 *     answered, which exonerates the network
 * @param connectsAnswered handshakes that the server's kernel completed meanwhile
 * @param culprit the request that held the loop; empty when none outstanding at the start explains
 *     it (fork, AOF fsync, swap, stopped process, CPU)
 * @param waits requests that waited, in the order in which that was known; at most 64
 */
public record Stall(
    Endpoint server,
    Moment start,
    Moment end,
    long nanos,
    int connections,
    int acknowledged,
    int connectsAnswered,
    Optional<Culprit> culprit,
    List<Wait> waits) {
  /** A pause of which it is not known which requests waited. */
  public Stall(
      Endpoint server,
      Moment start,
      Moment end,
      long nanos,
      int connections,
      int acknowledged,
      int connectsAnswered,
      Optional<Culprit> culprit) {
    this(
        server, start, end, nanos, connections, acknowledged, connectsAnswered, culprit, List.of());
  }

  /**
   * A request that waited.
   *
   * @param command its name
   * @param client who asked
   * @param request its last byte
   * @param reply its reply's first byte; unseen when none came
   */
  public record Wait(String command, Endpoint client, Moment request, Moment reply) {}

  /**
   * The request that was executing.
   *
   * @param command its name
   * @param client who asked
   * @param request its last byte
   * @param reply its reply's first byte; unseen when none came
   */
  public record Culprit(String command, Endpoint client, Moment request, Moment reply) {}
}
