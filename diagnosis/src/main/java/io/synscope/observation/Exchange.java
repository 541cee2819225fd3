package io.synscope.observation;

/**
 * One request and its reply on a connection.
 *
 * @param command the command's name in upper case, subcommand included where it is a container
 *     (CLIENT LIST)
 * @param request the request's first byte
 * @param requestEnd the request's last byte
 * @param requestAck the first ACK that covers the request; unseen when the ACK came with the reply
 *     or was not captured
 * @param reply the reply's first byte; unseen when none came
 * @param replyEnd the reply's last byte
 * @param requestBytes size of the request
 * @param replyBytes size of the reply
 * @param behind requests on the same connection that were still unanswered when this one was sent
 * @param error first token of an error reply; empty otherwise
 * @param blocking whether waiting is what the command is for (BLPOP, XREAD BLOCK, WAIT, ...)
 * @param serverNanos time in the server: waiting for its event loop, executing, writing
 * @param networkNanos time on the network
 * @param queueNanos time behind earlier requests of the same pipeline
 * @param errorNanos bound of the error of these three at this vantage
 */
public record Exchange(
    String command,
    Moment request,
    Moment requestEnd,
    Moment requestAck,
    Moment reply,
    Moment replyEnd,
    long requestBytes,
    long replyBytes,
    int behind,
    String error,
    boolean blocking,
    long serverNanos,
    long networkNanos,
    long queueNanos,
    long errorNanos) {

  /**
   * {@return request's first byte to reply's last byte, as seen at the capture point; 0 when no
   * reply came}
   */
  public long totalNanos() {
    return replyEnd.seen() ? replyEnd.since(request) : 0;
  }
}
