package io.synscope.tcp;

import io.synscope.observation.Conversation;
import io.synscope.observation.Party;
import java.nio.ByteBuffer;

/**
 * Hears the byte stream of each direction of one connection, in order, each byte once.
 *
 * <p>Offsets count payload bytes of that direction from 0 (the first byte after the SYN, or the
 * first one captured). Called by one thread, in capture order.
 */
public interface StreamListener {
  /**
   * The next bytes of a direction.
   *
   * @param from who sent them
   * @param nanos when the segment that completed them was captured
   * @param frame its frame
   * @param bytes buffer, valid during the call only
   * @param position absolute index of the first byte in {@code bytes}
   * @param length number of bytes
   * @param endsSegment whether the last byte is the last one of a segment that bore PSH
   */
  void bytes(
      Party from,
      long nanos,
      long frame,
      ByteBuffer bytes,
      int position,
      int length,
      boolean endsSegment);

  /**
   * {@code length} bytes of a direction are known to exist and will never be seen: snap length,
   * capture loss.
   */
  void gap(Party from, long nanos, long frame, long length);

  /**
   * The other end acknowledged all bytes that {@code sender} sent before stream offset {@code
   * offset}; only when that moves on.
   */
  void acknowledged(Party sender, long nanos, long frame, long offset, boolean pureAck);

  /** {@return what has been heard; nothing more will be} */
  Conversation conversation();

  /** {@return what has been heard so far; more may come} */
  Conversation soFar();

  /** The handshake went on after something had been said: its times may be others now. */
  default void handshakeWentOn() {
    // who asks for the times when they are needed need not know
  }

  /** {@code sender} sent FIN or RST. */
  void ended(Party sender, long nanos, long frame, boolean reset);
}
