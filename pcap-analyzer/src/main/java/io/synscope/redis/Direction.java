package io.synscope.redis;

import io.synscope.observation.Party;
import io.synscope.observation.Tongue;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One direction of a dialogue: what that end speaks, and how it is being read. */
abstract class Direction {
  /** How a direction is being read. */
  enum Ear {
    /** Not enough is known yet. */
    FIRST_BYTES,
    /** RESP, at a known place in the grammar. */
    RESP,
    /** Perhaps RESP; a place to begin is looked for. */
    SEEKING,
    /** Records of TLS. */
    TLS,
    /** Not to be read. */
    DEAF
  }

  static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

  final Dialogue dialogue;
  Ear ear;
  private Tongue tongue = Tongue.SILENT;
  private @Nullable Opening opening;
  private long offset;

  Direction(Dialogue dialogue, Ear ear) {
    this.dialogue = dialogue;
    this.ear = ear;
  }

  abstract Party party();

  /** RESP goes on, from this offset of the stream. */
  abstract void read(long nanos, long frame, ByteBuffer in, int from, int limit, long at);

  /** Perhaps RESP begins in these bytes. */
  abstract void seek(long nanos, long frame, ByteBuffer in, int from, int limit, boolean ends);

  /** {@return whether a message of RESP has begun, and survives a hole of that many bytes} */
  abstract boolean survives(long bytes);

  /** A message of RESP that has begun ends in a hole. */
  void endsInHole(long nanos, long frame) {
    // what is not whole is not told
  }

  /** The grammar is lost, because something is missing or because what came makes no sense. */
  abstract void lose(boolean byHole, long nanos, long frame);

  /** RESP begins with the first bytes. */
  abstract void begun(long nanos, long frame);

  /** A hole came before anything was read. */
  abstract void beganWithHole(long nanos, long frame);

  /** Something was sent that is not read. */
  abstract void heard(long nanos, long frame);

  /** {@return what this tongue is, by all that is known of the connection} */
  abstract Tongue known(Tongue found);

  /** {@return whether a message has begun and not ended} */
  abstract boolean unfinished();

  final void bytes(
      long nanos, long frame, ByteBuffer in, int position, int length, boolean endsSegment) {
    if (ear == Ear.RESP) {
      read(nanos, frame, in, position, position + length, offset);
    } else {
      hear(nanos, frame, in, position, position + length, endsSegment);
    }
    offset += length;
  }

  private void hear(long nanos, long frame, ByteBuffer in, int from, int limit, boolean ends) {
    switch (ear) {
      case RESP -> read(nanos, frame, in, from, limit, offset);
      case FIRST_BYTES -> first(nanos, frame, in, from, limit, ends);
      case SEEKING -> seek(nanos, frame, in, from, limit, ends);
      case TLS -> dialogue.tls().bytes(party(), nanos, frame, in, from, limit - from);
      case DEAF -> {}
    }
  }

  private void first(long nanos, long frame, ByteBuffer in, int from, int limit, boolean ends) {
    Opening held = opening;
    Tongue found =
        known(
            held == null
                ? Tongues.of(party(), in, from, limit - from, false)
                : held.with(party(), in, from, limit));
    if (found == Tongue.UNSEEN) {
      hold(held, nanos, frame, in, from, limit);
      return;
    }
    decide(found);
    dialogue.opened(party(), found, held == null ? in.get(from) : held.bytes().get(0));
    if (ear == Ear.RESP) {
      begun(nanos, frame);
    }
    if (held != null) {
      replay(held);
    }
    if (found == Tongue.PROXY_HEADER) {
      afterProxyHeader(nanos, frame, in, from, limit, ends);
    } else {
      hear(nanos, frame, in, from, limit, ends);
    }
  }

  private void hold(
      @Nullable Opening held, long nanos, long frame, ByteBuffer in, int from, int limit) {
    Opening begun = held == null ? new Opening(nanos, frame) : held;
    begun.with(party(), in, from, limit);
    begun.hold();
    opening = begun;
    unseen();
  }

  private void unseen() {
    tongue = tongue == Tongue.SILENT ? Tongue.UNSEEN : tongue;
  }

  /** It is known what this end speaks; a PROXY header before it is remembered. */
  private void decide(Tongue found) {
    tongue = tongue == Tongue.PROXY_HEADER ? tongue : found;
    opening = null;
    ear =
        switch (found) {
          case RESP -> Ear.RESP;
          case TLS -> Ear.TLS;
          case SILENT, HTTP, PROXY_HEADER, OTHER, UNSEEN -> Ear.DEAF;
        };
  }

  private void replay(Opening held) {
    int length = held.held();
    if (ear == Ear.TLS) {
      dialogue.tls().bytes(party(), held.nanos(), held.frame(), held.bytes(), 0, length);
    } else if (ear == Ear.RESP) {
      read(held.nanos(), held.frame(), held.bytes(), 0, length, offset - length);
    }
  }

  /** What follows a PROXY header is the conversation proper. */
  private void afterProxyHeader(
      long nanos, long frame, ByteBuffer in, int from, int limit, boolean ends) {
    int end = ProxyHeader.end(in, from, limit);
    if (end < 0) {
      return;
    }
    ear = Ear.FIRST_BYTES;
    if (end < limit) {
      offset += end - from;
      hear(nanos, frame, in, end, limit, ends);
      offset -= end - from;
    }
  }

  final void gap(long nanos, long frame, long length) {
    offset += length;
    unseen();
    switch (ear) {
      case RESP -> {
        if (survives(length)) {
          read(nanos, frame, NO_BYTES, 0, 0, offset);
        } else {
          endsInHole(nanos, frame);
          lose(true, nanos, frame);
        }
      }
      case FIRST_BYTES -> {
        ear = Ear.SEEKING;
        dialogue.beginningMissed();
        beganWithHole(nanos, frame);
      }
      case SEEKING -> heard(nanos, frame);
      case TLS -> dialogue.tls().gap(party(), length);
      case DEAF -> {}
    }
  }

  /** RESP was found in the middle. */
  final void found() {
    tongue = Tongue.RESP;
    ear = Ear.RESP;
  }

  /** What was read was none of RESP, as the other end's words show. */
  final void disown() {
    tongue = Tongue.OTHER;
    ear = Ear.DEAF;
  }

  /** {@return stream offset of the bytes that are being heard} */
  final long offset() {
    return offset;
  }

  final boolean silent() {
    return tongue == Tongue.SILENT;
  }

  /** {@return what its first bytes are, should no more come} */
  final Tongue tongue() {
    return opening == null ? tongue : known(opening.atEnd(party()));
  }
}
