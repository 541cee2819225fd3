package io.synscope.observation;

import java.util.List;
import java.util.Optional;

/**
 * What was said inside a connection: which protocol each end spoke, requests, replies, last words.
 *
 * @param client what the client's first bytes are
 * @param server what the server's first bytes are
 * @param serverFirst whether the server spoke before it was asked
 * @param requests complete requests that expect a reply
 * @param replies replies paired with them
 * @param errors error replies by kind
 * @param slowest the slowest non-blocking exchanges, at most 8, slowest first
 * @param outstanding requests without an answer at the end, blocking ones left out
 * @param oldestOutstanding the oldest of these, its {@code reply} unseen; requestAck says whether
 *     and when the server's kernel had it
 * @param blocked whether a blocking command, a subscription or MONITOR was waiting at the end,
 *     which is no fault
 * @param requestCut whether the client's last request is incomplete
 * @param replyCut whether the server's last reply is incomplete
 * @param quit whether the client asked the server to close, with QUIT or SHUTDOWN
 * @param replication whether this is a replication link
 * @param desyncs times the pairing was lost and found again
 * @param unpaired replies or requests that could not be paired with certainty
 * @param clientInterval median pause between a reply and the client's next request; 0 when fewer
 *     than 8
 * @param busyShare share of the connection's life in which a request was outstanding, 0 to 1
 * @param tls TLS facts
 */
public record Conversation(
    Tongue client,
    Tongue server,
    boolean serverFirst,
    long requests,
    long replies,
    List<ErrorReply> errors,
    List<Exchange> slowest,
    int outstanding,
    Optional<Exchange> oldestOutstanding,
    boolean blocked,
    boolean requestCut,
    boolean replyCut,
    boolean quit,
    boolean replication,
    int desyncs,
    int unpaired,
    long clientInterval,
    double busyShare,
    TlsHello tls) {

  /** {@return whether HTTP answered what was none} */
  public boolean answeredInHttp() {
    return server == Tongue.HTTP
        && switch (client) {
          case RESP, TLS, OTHER -> true;
          case SILENT, HTTP, PROXY_HEADER, UNSEEN -> false;
        };
  }

  /** Nothing was said, or nothing of it was captured. */
  public static final Conversation NONE =
      new Conversation(
          Tongue.SILENT,
          Tongue.SILENT,
          false,
          0,
          0,
          List.of(),
          List.of(),
          0,
          Optional.empty(),
          false,
          false,
          false,
          false,
          false,
          0,
          0,
          0,
          0,
          TlsHello.NONE);
}
