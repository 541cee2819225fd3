package io.synscope.observation;

/**
 * What names a connection beside its addresses, and most NATs leave alone: the numbers with which
 * each end began, -1 where they were not seen.
 *
 * @param client initial sequence number of the client
 * @param server initial sequence number of the server
 * @param clientStamp TSval of the first SYN (RFC 7323)
 */
public record InitialNumbers(long client, long server, long clientStamp) {
  /** Nothing of it was seen. */
  public static final InitialNumbers UNSEEN = new InitialNumbers(-1, -1, -1);

  /** {@return whether a second number says that both are the same connection} */
  public boolean confirmedBy(InitialNumbers other) {
    return client == other.client
        && (server >= 0 && server == other.server
            || clientStamp >= 0 && clientStamp == other.clientStamp);
  }

  /** {@return whether these cannot be the same connection} */
  public boolean contradict(InitialNumbers other) {
    return server >= 0 && other.server >= 0 && server != other.server;
  }
}
