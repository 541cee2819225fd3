package io.synscope.redis;

import io.synscope.observation.Conversation;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.TlsHello;
import io.synscope.observation.Tongue;
import io.synscope.redis.Direction.Ear;
import io.synscope.tcp.StreamListener;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Hears one connection: recognises what each end speaks, and where that is RESP, reads it and has
 * requests paired with replies.
 */
public final class Dialogue implements StreamListener {
  private final Exchanges exchanges;
  private final Carrier carrier;
  private final Requests requests;
  private final Replies replies;
  private @Nullable Pairing pairing;
  private @Nullable TlsRecords tls;
  private boolean certain;
  private boolean byWords;
  private boolean serverSpokeFirst;
  private boolean clientSpokeLast;
  private boolean over;
  private long beganNanos = Moment.NEVER;
  private long lastNanos;

  Dialogue(Exchanges exchanges, Carrier carrier) {
    this.exchanges = exchanges;
    this.carrier = carrier;
    certain = carrier.seenFromStart();
    Ear ear = certain ? Ear.FIRST_BYTES : Ear.SEEKING;
    requests = new Requests(this, ear);
    replies = new Replies(this, ear);
  }

  @Override
  public void bytes(
      Party from,
      long nanos,
      long frame,
      ByteBuffer in,
      int position,
      int length,
      boolean endsSegment) {
    began(from, nanos);
    if (from == Party.CLIENT) {
      requests.bytes(nanos, frame, in, position, length, endsSegment);
      clientSpokeLast = true;
    } else {
      replies.heard(nanos, frame);
      replies.bytes(nanos, frame, in, position, length, endsSegment);
      clientSpokeLast = false;
    }
  }

  private void began(Party from, long nanos) {
    if (beganNanos == Moment.NEVER) {
      beganNanos = nanos;
      serverSpokeFirst = from == Party.SERVER && certain;
    }
    lastNanos = nanos;
  }

  @Override
  public void gap(Party from, long nanos, long frame, long length) {
    began(from, nanos);
    (from == Party.CLIENT ? requests : replies).gap(nanos, frame, length);
    clientSpokeLast = from == Party.CLIENT;
  }

  @Override
  public void acknowledged(Party sender, long nanos, long frame, long offset, boolean pureAck) {
    Pairing p = pairing;
    if (sender == Party.CLIENT && p != null) {
      p.acknowledged(nanos, frame, offset, pureAck);
    }
  }

  @Override
  public void handshakeWentOn() {
    if (pairing != null) {
      pairing.handshakeWentOn();
    }
  }

  @Override
  public void ended(Party sender, long nanos, long frame, boolean reset) {
    exchanges.clock(nanos);
    if (!over) {
      over = true;
      lastNanos = nanos;
    }
  }

  /** The first bytes of an end were not captured. */
  void beginningMissed() {
    certain = false;
  }

  /** Nothing is to be read any more. */
  void turnDeaf() {
    requests.ear = replies.ear = Ear.DEAF;
  }

  /**
   * It is known what an end speaks. A line of words is a request of Redis, but of Memcached, NATS
   * or a shell as well: where the answer is not RESP, it was none.
   */
  void opened(Party by, Tongue tongue, byte first) {
    if (by == Party.CLIENT) {
      byWords = tongue == Tongue.RESP && first != '*' && !isKnownToSpeakResp();
    }
    if (byWords && replies.tongue() == Tongue.OTHER) {
      requests.release();
      requests.disown();
      if (pairing != null) {
        pairing.lose(true, 0, lastNanos);
        pairing.clear();
        pairing = null;
      }
    }
  }

  Pairing pairing() {
    if (pairing == null) {
      pairing = new Pairing(exchanges, carrier, exchanges.account(carrier), certain, lastNanos);
    }
    return pairing;
  }

  /** {@return the pairing, if anything was there to pair} */
  @Nullable Pairing pairs() {
    return pairing;
  }

  Requests requests() {
    return requests;
  }

  Replies replies() {
    return replies;
  }

  Readers readers() {
    return exchanges.readers();
  }

  TlsRecords tls() {
    return tls == null ? tls = new TlsRecords() : tls;
  }

  boolean isKnownToSpeakResp() {
    return exchanges.isKnownToSpeakResp(carrier);
  }

  /** {@return the index at which a request begins, or -1} */
  int seekRequest(ByteBuffer in, int from, int limit, boolean endsSegment) {
    return exchanges.seeker().request(in, from, limit, endsSegment, isKnownToSpeakResp());
  }

  /** {@return whether replies begin here} */
  boolean seekReply(ByteBuffer in, int from, int limit, boolean endsSegment) {
    return exchanges.seeker().replies(in, from, limit, clientSpokeLast, endsSegment);
  }

  /** {@return the facts; to be asked for once, when the connection has ended or the capture has} */
  @Override
  public Conversation conversation() {
    Pairing p = pairing;
    if (p != null) {
      p.close(until());
    }
    Conversation conversation = soFar();
    if (p != null) {
      p.clear();
      requests.release();
      replies.release();
    }
    return conversation;
  }

  private long until() {
    return over ? lastNanos : Math.max(lastNanos, exchanges.clock());
  }

  @Override
  public Conversation soFar() {
    TlsRecords t = tls;
    boolean requestCut =
        requests.ear == Ear.RESP && requests.unfinished() || t != null && t.cut(Party.CLIENT);
    boolean replyCut =
        replies.ear == Ear.RESP && replies.unfinished() || t != null && t.cut(Party.SERVER);
    Spoken spoken =
        new Spoken(
            requests.tongue(),
            replies.tongue(),
            serverSpokeFirst,
            requestCut,
            replyCut,
            t == null ? TlsHello.NONE : t.hello());
    Pairing p = pairing;
    return p == null ? spoken.unpaired() : p.conversation(spoken, until() - beganNanos);
  }
}
