package io.synscope.redis;

import io.synscope.observation.Party;
import io.synscope.observation.Tongue;
import io.synscope.resp.RespTokenizer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The direction from the server. */
final class Replies extends Direction {
  private @Nullable ReplyReader reader;

  Replies(Dialogue dialogue, Ear ear) {
    super(dialogue, ear);
  }

  @Override
  Party party() {
    return Party.SERVER;
  }

  @Override
  void read(long nanos, long frame, ByteBuffer in, int from, int limit, long at) {
    Pairing pairs = dialogue.pairing();
    ReplyReader r = reader == null ? dialogue.readers().reply() : reader;
    long base = at - from;
    boolean asked = !dialogue.requests().silent();
    int token;
    r.feed(from);
    while ((token = r.read(in, limit, nanos, frame, base + r.position())) == RespTokenizer.LEAF) {
      pairs.answered(r, nanos, frame, base + r.position() - r.startOffset(), asked);
    }
    if (token == RespTokenizer.BROKEN) {
      lose(false, nanos, frame);
    } else if (r.unfinished()) {
      dialogue.readers().lend(r);
      reader = r;
    } else {
      release();
    }
  }

  /** Requests were read: where none is in doubt, the reply to the next begins the next bytes. */
  void requested(Pairing pairs) {
    if (ear == Ear.SEEKING && !pairs.inDoubt()) {
      ear = Ear.RESP;
    }
  }

  @Override
  boolean survives(long bytes) {
    return reader != null && reader.gap(bytes);
  }

  /** An error that the snap length cut at the end of its own frame is told by its code. */
  @Override
  void endsInHole(long nanos, long frame) {
    ReplyReader r = reader;
    if (r != null && r.startFrame() == frame && r.cutWithinError()) {
      long length = offset() - r.startOffset();
      dialogue.pairing().answered(r, nanos, frame, length, !dialogue.requests().silent());
    }
  }

  @Override
  void lose(boolean byHole, long nanos, long frame) {
    dialogue.readers().giveBack(reader == null ? dialogue.readers().reply() : reader);
    reader = null;
    ear = Ear.SEEKING;
    dialogue.pairing().lose(byHole, 0, nanos);
    dialogue.pairing().heardServer(nanos, frame);
  }

  @Override
  void seek(long nanos, long frame, ByteBuffer in, int from, int limit, boolean ends) {
    if (dialogue.seekReply(in, from, limit, ends)) {
      found();
      read(nanos, frame, in, from, limit, offset());
    }
  }

  @Override
  void begun(long nanos, long frame) {
    dialogue.pairing().heardServer(nanos, frame); // perhaps nobody had asked
  }

  @Override
  void beganWithHole(long nanos, long frame) {
    Pairing pairs = dialogue.pairs();
    if (pairs != null) {
      pairs.lose(true, 0, nanos);
      pairs.heardServer(nanos, frame);
    }
  }

  @Override
  void heard(long nanos, long frame) {
    Pairing pairs = dialogue.pairs();
    if (pairs != null) {
      pairs.heardServer(nanos, frame);
    }
  }

  @Override
  Tongue known(Tongue found) {
    return found;
  }

  @Override
  boolean unfinished() {
    return reader != null;
  }

  /** A reader that was lent goes back. */
  void release() {
    if (reader != null) {
      dialogue.readers().giveBack(reader);
      reader = null;
    }
  }
}
