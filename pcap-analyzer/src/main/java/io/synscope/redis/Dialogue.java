package io.synscope.redis;

import io.synscope.observation.Conversation;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.TlsHello;
import io.synscope.observation.Tongue;
import io.synscope.resp.RespTokenizer;
import io.synscope.tcp.StreamListener;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hears one connection: recognises what each end speaks, and where that is RESP, reads it and has
 * requests paired with replies.
 */
public final class Dialogue implements StreamListener {
  /** How a direction is being read. */
  private enum Ear {
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

  private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

  private final Exchanges exchanges;
  private final Carrier carrier;
  private @Nullable Pairing pairing;
  private @Nullable RequestReader request;
  private @Nullable ReplyReader reply;
  private @Nullable Opening clientOpening;
  private @Nullable Opening serverOpening;
  private @Nullable TlsRecords tls;
  private Ear clientEar = Ear.FIRST_BYTES;
  private Ear serverEar = Ear.FIRST_BYTES;
  private Tongue clientTongue = Tongue.SILENT;
  private Tongue serverTongue = Tongue.SILENT;
  private boolean certain;
  private boolean serverSpokeFirst;
  private boolean clientSpokeLast;
  private boolean over;
  private long clientOffset;
  private long serverOffset;
  private long beganNanos = Moment.NEVER;
  private long lastNanos;

  Dialogue(Exchanges exchanges, Carrier carrier) {
    this.exchanges = exchanges;
    this.carrier = carrier;
    certain = carrier.seenFromStart();
    if (!certain) {
      clientEar = serverEar = Ear.SEEKING;
    }
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
      hearClient(nanos, frame, in, position, position + length, endsSegment);
      clientOffset += length;
    } else {
      hearServer(nanos, frame, in, position, position + length, endsSegment);
      serverOffset += length;
    }
    clientSpokeLast = from == Party.CLIENT;
  }

  private void began(Party from, long nanos) {
    if (beganNanos == Moment.NEVER) {
      beganNanos = nanos;
      serverSpokeFirst = from == Party.SERVER && certain;
    }
    lastNanos = nanos;
  }

  private void hearClient(
      long nanos, long frame, ByteBuffer in, int from, int limit, boolean endsSegment) {
    if (clientEar == Ear.RESP) {
      requests(nanos, frame, in, from, limit, clientOffset);
      return;
    }
    switch (clientEar) {
      case RESP -> {}
      case FIRST_BYTES -> first(Party.CLIENT, nanos, frame, in, from, limit, endsSegment);
      case SEEKING -> seekRequest(nanos, frame, in, from, limit, endsSegment);
      case TLS -> tls().bytes(Party.CLIENT, nanos, frame, in, from, limit - from);
      case DEAF -> {}
    }
  }

  private void hearServer(
      long nanos, long frame, ByteBuffer in, int from, int limit, boolean endsSegment) {
    Pairing p = pairing;
    if (p != null) {
      p.heardServer(nanos, frame);
    }
    if (serverEar == Ear.RESP) {
      replies(nanos, frame, in, from, limit, serverOffset);
      return;
    }
    switch (serverEar) {
      case RESP -> {}
      case FIRST_BYTES -> first(Party.SERVER, nanos, frame, in, from, limit, endsSegment);
      case SEEKING -> seekReply(nanos, frame, in, from, limit, endsSegment);
      case TLS -> tls().bytes(Party.SERVER, nanos, frame, in, from, limit - from);
      case DEAF -> {}
    }
  }

  private Pairing pairing() {
    if (pairing == null) {
      pairing = new Pairing(exchanges, carrier, exchanges.account(carrier), certain, lastNanos);
    }
    return pairing;
  }

  private TlsRecords tls() {
    return tls == null ? tls = new TlsRecords() : tls;
  }

  private void requests(long nanos, long frame, ByteBuffer in, int from, int limit, long offset) {
    Pairing pairs = pairing();
    RequestReader r = request == null ? exchanges.readers().request() : request;
    long base = offset - from;
    int token;
    r.feed(from);
    while ((token = r.read(in, limit, nanos, frame, base + r.position())) == RespTokenizer.LEAF) {
      pairs.asked(r, nanos, frame, base + r.position(), reply == null);
    }
    if (token == RespTokenizer.BROKEN) {
      loseClient(0, false, nanos);
    } else {
      keep(r);
    }
    if (serverEar == Ear.SEEKING && !pairs.inDoubt()) {
      serverEar = Ear.RESP;
    }
    if (pairs.isReplication()) {
      clientEar = serverEar = Ear.DEAF;
    }
  }

  private void keep(RequestReader r) {
    if (r.unfinished()) {
      exchanges.readers().lend(r);
      request = r;
    } else if (request != null) {
      exchanges.readers().giveBack(r);
      request = null;
    }
  }

  private void replies(long nanos, long frame, ByteBuffer in, int from, int limit, long offset) {
    Pairing pairs = pairing();
    ReplyReader r = reply == null ? exchanges.readers().reply() : reply;
    long base = offset - from;
    boolean asked = clientTongue != Tongue.SILENT;
    int token;
    r.feed(from);
    while ((token = r.read(in, limit, nanos, frame, base + r.position())) == RespTokenizer.LEAF) {
      pairs.answered(r, nanos, frame, base + r.position() - r.startOffset(), asked);
    }
    if (token == RespTokenizer.BROKEN) {
      loseServer(false, nanos, frame);
    } else if (r.unfinished()) {
      exchanges.readers().lend(r);
      reply = r;
    } else if (reply != null) {
      exchanges.readers().giveBack(r);
      reply = null;
    }
  }

  private void loseClient(int hidden, boolean byHole, long nanos) {
    exchanges.readers().giveBack(request == null ? exchanges.readers().request() : request);
    request = null;
    clientEar = Ear.SEEKING;
    pairing().lose(byHole, hidden, nanos);
    pairing().heardClient(nanos);
  }

  private void loseServer(boolean byHole, long nanos, long frame) {
    exchanges.readers().giveBack(reply == null ? exchanges.readers().reply() : reply);
    reply = null;
    serverEar = Ear.SEEKING;
    pairing().lose(byHole, 0, nanos);
    pairing().heardServer(nanos, frame);
  }

  private void seekRequest(
      long nanos, long frame, ByteBuffer in, int from, int limit, boolean endsSegment) {
    boolean anyCommand = exchanges.isKnownToSpeakResp(carrier);
    int start = exchanges.seeker().request(in, from, limit, endsSegment, anyCommand);
    if (start < 0) {
      if (pairing != null) {
        pairing.heardClient(nanos);
      }
      return;
    }
    clientTongue = Tongue.RESP;
    clientEar = Ear.RESP;
    requests(nanos, frame, in, start, limit, clientOffset + start - from);
  }

  private void seekReply(
      long nanos, long frame, ByteBuffer in, int from, int limit, boolean endsSegment) {
    if (exchanges.seeker().replies(in, from, limit, clientSpokeLast, endsSegment)) {
      serverTongue = Tongue.RESP;
      serverEar = Ear.RESP;
      replies(nanos, frame, in, from, limit, serverOffset);
    }
  }

  private void first(
      Party party,
      long nanos,
      long frame,
      ByteBuffer in,
      int from,
      int limit,
      boolean endsSegment) {
    Opening held = party == Party.CLIENT ? clientOpening : serverOpening;
    Tongue tongue =
        known(
            party,
            held == null
                ? Tongues.of(party, in, from, limit - from, false)
                : held.with(party, in, from, limit));
    if (tongue == Tongue.UNSEEN) {
      hold(party, held, nanos, frame, in, from, limit);
      return;
    }
    hold(party, tongue);
    if (held != null) {
      replay(party, held);
    }
    if (tongue == Tongue.PROXY_HEADER) {
      afterProxyHeader(nanos, frame, in, from, limit, endsSegment);
    } else if (party == Party.CLIENT) {
      hearClient(nanos, frame, in, from, limit, endsSegment);
    } else {
      hearServer(nanos, frame, in, from, limit, endsSegment);
    }
  }

  /** What is nothing else is a request, where requests are known to be made. */
  private Tongue known(Party party, Tongue tongue) {
    boolean request = party == Party.CLIENT && tongue == Tongue.OTHER;
    return request && exchanges.isKnownToSpeakResp(carrier) ? Tongue.RESP : tongue;
  }

  private void hold(
      Party party,
      @Nullable Opening held,
      long nanos,
      long frame,
      ByteBuffer in,
      int from,
      int limit) {
    Opening opening = held == null ? new Opening(nanos, frame) : held;
    opening.with(party, in, from, limit);
    opening.hold();
    if (party == Party.CLIENT) {
      clientOpening = opening;
      clientTongue = clientTongue == Tongue.SILENT ? Tongue.UNSEEN : clientTongue;
    } else {
      serverOpening = opening;
      serverTongue = Tongue.UNSEEN;
    }
  }

  /** It is decided what this end speaks. */
  private void hold(Party party, Tongue tongue) {
    Ear ear =
        switch (tongue) {
          case RESP -> Ear.RESP;
          case TLS -> Ear.TLS;
          case SILENT, HTTP, PROXY_HEADER, OTHER, UNSEEN -> Ear.DEAF;
        };
    if (party == Party.CLIENT) {
      clientTongue = clientTongue == Tongue.PROXY_HEADER ? clientTongue : tongue;
      clientEar = ear;
      clientOpening = null;
    } else {
      serverTongue = tongue;
      serverEar = ear;
      serverOpening = null;
      if (ear == Ear.RESP) {
        pairing();
      }
    }
  }

  private void replay(Party party, Opening held) {
    int length = held.held();
    if ((party == Party.CLIENT ? clientEar : serverEar) == Ear.TLS) {
      tls().bytes(party, held.nanos(), held.frame(), held.bytes(), 0, length);
    } else if (party == Party.CLIENT && clientEar == Ear.RESP) {
      requests(held.nanos(), held.frame(), held.bytes(), 0, length, clientOffset - length);
    } else if (party == Party.SERVER && serverEar == Ear.RESP) {
      replies(held.nanos(), held.frame(), held.bytes(), 0, length, serverOffset - length);
    }
  }

  /** What follows a PROXY header is the conversation proper. */
  private void afterProxyHeader(
      long nanos, long frame, ByteBuffer in, int from, int limit, boolean endsSegment) {
    int end = ProxyHeader.end(in, from, limit);
    if (end < 0) {
      return;
    }
    clientEar = Ear.FIRST_BYTES;
    if (end < limit) {
      clientOffset += end - from;
      hearClient(nanos, frame, in, end, limit, endsSegment);
      clientOffset -= end - from;
    }
  }

  @Override
  public void gap(Party from, long nanos, long frame, long length) {
    began(from, nanos);
    if (from == Party.CLIENT) {
      clientOffset += length;
      clientTongue = clientTongue == Tongue.SILENT ? Tongue.UNSEEN : clientTongue;
      gapInRequests(nanos, frame, length);
    } else {
      serverOffset += length;
      serverTongue = serverTongue == Tongue.SILENT ? Tongue.UNSEEN : serverTongue;
      gapInReplies(nanos, frame, length);
    }
    clientSpokeLast = from == Party.CLIENT;
  }

  private void gapInRequests(long nanos, long frame, long length) {
    switch (clientEar) {
      case RESP -> {
        if (request != null && request.gap(length)) {
          requests(nanos, frame, NO_BYTES, 0, 0, clientOffset);
        } else {
          loseClient(1, true, nanos);
        }
      }
      case FIRST_BYTES -> {
        clientEar = Ear.SEEKING;
        certain = false;
      }
      case SEEKING -> {
        if (pairing != null) {
          pairing.heardClient(nanos);
        }
      }
      case TLS -> tls().gap(Party.CLIENT, length);
      case DEAF -> {}
    }
  }

  private void gapInReplies(long nanos, long frame, long length) {
    switch (serverEar) {
      case RESP -> {
        if (reply != null && reply.gap(length)) {
          replies(nanos, frame, NO_BYTES, 0, 0, serverOffset);
        } else {
          loseServer(true, nanos, frame);
        }
      }
      case FIRST_BYTES -> {
        serverEar = Ear.SEEKING;
        certain = false;
        if (pairing != null) {
          pairing.lose(true, 0, nanos);
          pairing.heardServer(nanos, frame);
        }
      }
      case SEEKING -> {
        if (pairing != null) {
          pairing.heardServer(nanos, frame);
        }
      }
      case TLS -> tls().gap(Party.SERVER, length);
      case DEAF -> {}
    }
  }

  @Override
  public void acknowledged(Party sender, long nanos, long frame, long offset, boolean pureAck) {
    Pairing p = pairing;
    if (sender == Party.CLIENT && p != null) {
      p.acknowledged(nanos, frame, offset, pureAck);
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

  /** {@return the facts; to be asked for once, when the connection has ended or the capture has} */
  @Override
  public Conversation conversation() {
    Pairing p = pairing;
    if (p != null) {
      p.close(until());
    }
    Conversation conversation = soFar();
    if (p != null) {
      release(p);
    }
    return conversation;
  }

  private long until() {
    return over ? lastNanos : Math.max(lastNanos, exchanges.clock());
  }

  @Override
  public Conversation soFar() {
    Tongue client =
        clientOpening == null
            ? clientTongue
            : known(Party.CLIENT, clientOpening.atEnd(Party.CLIENT));
    Tongue server = serverOpening == null ? serverTongue : serverOpening.atEnd(Party.SERVER);
    TlsHello hello = tls == null ? TlsHello.NONE : tls.hello();
    boolean requestCut =
        clientEar == Ear.RESP && request != null || tls != null && tls.cut(Party.CLIENT);
    boolean replyCut =
        serverEar == Ear.RESP && reply != null || tls != null && tls.cut(Party.SERVER);
    Pairing p = pairing;
    if (p == null) {
      return new Conversation(
          client,
          server,
          serverSpokeFirst,
          0,
          0,
          List.of(),
          List.of(),
          0,
          Optional.empty(),
          false,
          requestCut,
          replyCut,
          false,
          false,
          0,
          0,
          0,
          0,
          hello);
    }
    double life = Math.max(1, until() - beganNanos);
    return new Conversation(
        client,
        server,
        serverSpokeFirst,
        p.requests(),
        p.replies(),
        p.errors(),
        p.slowest(),
        p.outstanding(),
        p.oldestOutstanding(),
        p.blocked(),
        requestCut,
        replyCut,
        p.quit(),
        p.isReplication(),
        p.desyncs(),
        p.unpaired(),
        p.pauseNanos(),
        Math.min(1, p.busyNanos() / life),
        hello);
  }

  private void release(Pairing p) {
    p.release();
    if (request != null) {
      exchanges.readers().giveBack(request);
      request = null;
    }
    if (reply != null) {
      exchanges.readers().giveBack(reply);
      reply = null;
    }
  }
}
