package io.synscope.analysis;

import io.synscope.observation.Conversation;
import io.synscope.observation.Party;
import io.synscope.tcp.StreamListener;
import java.nio.ByteBuffer;

final class Deaf implements StreamListener {
  public void bytes(
      Party from,
      long nanos,
      long frame,
      ByteBuffer bytes,
      int position,
      int length,
      boolean endsSegment) {}

  public void gap(Party from, long nanos, long frame, long length) {}

  public void acknowledged(Party sender, long nanos, long frame, long offset, boolean pureAck) {}

  public void ended(Party sender, long nanos, long frame, boolean reset) {}

  public Conversation conversation() {
    return Conversation.NONE;
  }
}
