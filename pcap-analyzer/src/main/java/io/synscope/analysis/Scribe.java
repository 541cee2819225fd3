package io.synscope.analysis;

import io.synscope.observation.Conversation;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Party;
import io.synscope.redis.Carrier;
import io.synscope.redis.Dialogue;
import io.synscope.tcp.Connection;
import io.synscope.tcp.StreamListener;
import java.nio.ByteBuffer;

/**
 * Listens to one connection by writing down what it hears, for a dialogue that another thread will
 * hold.
 *
 * <p>As the dialogue's carrier it tells how long the handshake took as far as it had come at that
 * point of the transcript, not as far as it has come now.
 */
final class Scribe implements StreamListener, Carrier {
  private final LaterHearing hearing;
  private final Connection connection;
  private final boolean fromStart;
  private final Dialogue dialogue;
  private long toServerNanos;
  private long toClientNanos;

  Scribe(LaterHearing hearing, PromptHearing prompt, Connection connection) {
    this.hearing = hearing;
    this.connection = connection;
    Carrier now = new OverTcp(connection);
    fromStart = now.seenFromStart();
    toServerNanos = now.toServerNanos();
    toClientNanos = now.toClientNanos();
    dialogue = prompt.dialogue(this);
  }

  // --- in the thread that follows the connection ---

  @Override
  public void bytes(
      Party from,
      long nanos,
      long frame,
      ByteBuffer bytes,
      int position,
      int length,
      boolean endsSegment) {
    hearing.transcript().bytes(dialogue, from, nanos, frame, bytes, position, length, endsSegment);
  }

  @Override
  public void gap(Party from, long nanos, long frame, long length) {
    hearing.transcript().gap(dialogue, from, nanos, frame, length);
  }

  @Override
  public void acknowledged(Party sender, long nanos, long frame, long offset, boolean pureAck) {
    if (sender == Party.CLIENT) { // of the other end's replies nobody asks
      hearing.transcript().acknowledged(dialogue, nanos, frame, offset, pureAck);
    }
  }

  @Override
  public void ended(Party sender, long nanos, long frame, boolean reset) {
    hearing.transcript().ended(dialogue, sender, nanos, frame, reset);
  }

  @Override
  public void handshakeWentOn() {
    Carrier now = new OverTcp(connection);
    hearing.transcript().handshake(this, now.toServerNanos(), now.toClientNanos());
  }

  // --- in the thread that hears ---

  /** The transcript says that the handshake took so long. */
  void took(long toServer, long toClient) {
    toServerNanos = toServer;
    toClientNanos = toClient;
    dialogue.handshakeWentOn();
  }

  @Override
  public Conversation conversation() {
    return dialogue.conversation();
  }

  @Override
  public Conversation soFar() {
    return dialogue.soFar();
  }

  @Override
  public FourTuple tuple() {
    return connection.tuple();
  }

  @Override
  public long toServerNanos() {
    return toServerNanos;
  }

  @Override
  public long toClientNanos() {
    return toClientNanos;
  }

  @Override
  public boolean seenFromStart() {
    return fromStart;
  }
}
