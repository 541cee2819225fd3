package io.synscope.observation;

/**
 * What can be seen of a TLS handshake without keys.
 *
 * @param clientHello the client's first handshake record
 * @param serverHello the server's first handshake record
 * @param clientAlert description of the client's plaintext alert (RFC 8446 6); -1 when none
 * @param serverAlert description of the server's plaintext alert; -1 when none
 * @param serverHiddenAlert whether the server's only record after the client's Finished has the
 *     size of an encrypted alert
 * @param alertAt the alert
 * @param applicationBytes application data after the handshake, both directions
 */
public record TlsHello(
    Moment clientHello,
    Moment serverHello,
    int clientAlert,
    int serverAlert,
    boolean serverHiddenAlert,
    Moment alertAt,
    long applicationBytes) {
  /** No TLS. */
  public static final TlsHello NONE =
      new TlsHello(Moment.NONE, Moment.NONE, -1, -1, false, Moment.NONE, 0);
}
