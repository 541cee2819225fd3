package io.synscope.exchange;

import io.synscope.observation.Phase;

/** Hears how a dialogue goes, on the line's event loop. */
public interface DialogueListener {
  /** TLS or the greeting began; what happens now happens in it. */
  void began(Phase phase, long atNanos);

  /** TLS or the greeting was completed after {@code nanos}. */
  void finished(Phase phase, long nanos, long atNanos);

  /** Requests may be asked from now on. */
  void opened(long atNanos);

  /** The oldest request that was waiting is answered. */
  void answered(Answer answer);

  /**
   * The server said something else than the answer to a request.
   *
   * @param reply what
   * @param word what it means
   * @param asked whether it answers the greeting or, in a foreign protocol, a request; otherwise
   *     the server spoke by itself
   */
  void spoke(Reply reply, ServerWord word, boolean asked);

  /** TLS failed. The dialogue is over. */
  void tlsFailed(TlsFailure failure, long atNanos);

  /** The server will not talk, and has said so. The dialogue is over. */
  void rejected(String words, long atNanos);
}
