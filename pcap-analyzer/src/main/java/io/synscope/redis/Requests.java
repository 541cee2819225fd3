package io.synscope.redis;

import io.synscope.observation.Party;
import io.synscope.observation.Tongue;
import io.synscope.resp.RespTokenizer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The direction from the client. */
final class Requests extends Direction {
  private @Nullable RequestReader reader;

  Requests(Dialogue dialogue, Ear ear) {
    super(dialogue, ear);
  }

  @Override
  Party party() {
    return Party.CLIENT;
  }

  @Override
  void read(long nanos, long frame, ByteBuffer in, int from, int limit, long at) {
    Pairing pairs = dialogue.pairing();
    RequestReader r = reader == null ? dialogue.readers().request() : reader;
    boolean atBoundary = !dialogue.replies().unfinished();
    long base = at - from;
    int token;
    r.feed(from);
    while ((token = r.read(in, limit, nanos, frame, base + r.position())) == RespTokenizer.LEAF) {
      pairs.asked(r, nanos, frame, base + r.position(), atBoundary);
    }
    if (token == RespTokenizer.BROKEN) {
      lose(false, nanos, frame);
    } else if (r.unfinished()) {
      dialogue.readers().lend(r);
      reader = r;
    } else {
      release();
    }
    dialogue.replies().requested(pairs);
    if (pairs.isReplication()) {
      dialogue.turnDeaf();
    }
  }

  @Override
  boolean survives(long bytes) {
    return reader != null && reader.gap(bytes);
  }

  @Override
  void lose(boolean byHole, long nanos, long frame) {
    dialogue.readers().giveBack(reader == null ? dialogue.readers().request() : reader);
    reader = null;
    ear = Ear.SEEKING;
    dialogue.pairing().lose(byHole, byHole ? 1 : 0, nanos);
    dialogue.pairing().heardClient(nanos);
  }

  @Override
  void seek(long nanos, long frame, ByteBuffer in, int from, int limit, boolean ends) {
    int start = dialogue.seekRequest(in, from, limit, ends);
    if (start < 0) {
      heard(nanos, frame);
      return;
    }
    found();
    read(nanos, frame, in, start, limit, offset() + start - from);
  }

  @Override
  void begun(long nanos, long frame) {
    // the first request will say so
  }

  @Override
  void beganWithHole(long nanos, long frame) {
    Pairing pairs = dialogue.pairs();
    if (pairs != null) {
      pairs.lose(true, 0, nanos);
      pairs.heardClient(nanos);
    }
  }

  @Override
  void heard(long nanos, long frame) {
    Pairing pairs = dialogue.pairs();
    if (pairs != null) {
      pairs.heardClient(nanos);
    }
  }

  /** What is nothing else is a request, where requests are known to be made. */
  @Override
  Tongue known(Tongue found) {
    return found == Tongue.OTHER && dialogue.isKnownToSpeakResp() ? Tongue.RESP : found;
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
