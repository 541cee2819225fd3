package io.synscope.analysis;

import io.synscope.observation.Conversation;
import io.synscope.observation.Endpoint;
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
  private final Carrier now;
  private final Endpoint client;
  private final Endpoint server;
  private final boolean fromStart;
  private final Dialogue dialogue;
  private long toServerNanos;
  private long toClientNanos;

  Scribe(LaterHearing hearing, PromptHearing prompt, Connection connection) {
    this.hearing = hearing;
    now = new OverTcp(connection);
    client = now.client();
    server = now.server();
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
    hearing.transcript().bytes(this, from, nanos, frame, bytes, position, length, endsSegment);
  }

  @Override
  public void gap(Party from, long nanos, long frame, long length) {
    hearing.transcript().gap(this, from, nanos, frame, length);
  }

  @Override
  public void acknowledged(Party sender, long nanos, long frame, long offset, boolean pureAck) {
    if (sender == Party.CLIENT) { // of the other end's replies nobody asks
      hearing.transcript().acknowledged(this, nanos, frame, offset, pureAck);
    }
  }

  @Override
  public void ended(Party sender, long nanos, long frame, boolean reset) {
    hearing.transcript().ended(this, sender, nanos, frame, reset);
  }

  @Override
  public void handshakeWentOn() {
    hearing.transcript().handshake(this, now.toServerNanos(), now.toClientNanos());
  }

  // --- in the thread that hears ---

  Dialogue dialogue() {
    return dialogue;
  }

  /** The transcript says that the handshake took so long. */
  void took(long toServer, long toClient) {
    toServerNanos = toServer;
    toClientNanos = toClient;
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
  public Endpoint client() {
    return client;
  }

  @Override
  public Endpoint server() {
    return server;
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
