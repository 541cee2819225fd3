package io.synscope.analysis;

import io.synscope.observation.Conversation;
import io.synscope.observation.Party;
import io.synscope.tcp.StreamListener;
import java.nio.ByteBuffer;

/** Hears nothing: stands where no conversation is followed. */
final class Deaf implements StreamListener {
  @Override
  public void bytes(
      Party from,
      long nanos,
      long frame,
      ByteBuffer bytes,
      int position,
      int length,
      boolean endsSegment) {}

  @Override
  public void gap(Party from, long nanos, long frame, long length) {}

  @Override
  public void acknowledged(Party sender, long nanos, long frame, long offset, boolean pureAck) {}

  @Override
  public void ended(Party sender, long nanos, long frame, boolean reset) {}

  @Override
  public Conversation conversation() {
    return Conversation.NONE;
  }
}
