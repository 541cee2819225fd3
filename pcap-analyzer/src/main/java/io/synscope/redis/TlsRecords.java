package io.synscope.redis;

import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.TlsHello;
import java.nio.ByteBuffer;

/**
 * Walks the TLS records of both directions of a connection and notes what is visible without keys.
 *
 * <p>RFC 8446 5.1: a record is a type, a version (2 bytes), a length (2 bytes) and that many bytes.
 */
final class TlsRecords {
  private static final int HANDSHAKE = 22;
  private static final int ALERT = 21;
  private static final int APPLICATION_DATA = 23;

  /** An alert (2 bytes), its inner type (1) and the AEAD tag (16): RFC 8446 5.2. */
  private static final int HIDDEN_ALERT_BYTES = 19;

  /** One direction: where it is in the record, and what records it had. */
  private static final class Side {
    private int header;
    private int type;
    private int length;
    private long left;
    private int body;
    private boolean lost;
    private Moment hello = Moment.NONE;
    private int alert = -1;
    private int applicationRecords;
    private long applicationBytes;
    private int recordsAfterFinished;
    private int lastLength;
    private Moment last = Moment.NONE;
  }

  private final Side client = new Side();
  private final Side server = new Side();
  private Moment alertAt = Moment.NONE;

  private Side side(Party party) {
    return party == Party.CLIENT ? client : server;
  }

  void bytes(Party from, long nanos, long frame, ByteBuffer in, int position, int length) {
    Side side = side(from);
    int limit = position + length;
    for (int p = position; p < limit && !side.lost; ) {
      if (side.left > 0) {
        p += body(side, nanos, frame, in, p, limit);
      } else {
        header(from, side, nanos, frame, in.get(p++) & 0xff);
      }
    }
  }

  /** Bytes that were never captured: fine inside a record. */
  void gap(Party from, long bytes) {
    Side side = side(from);
    side.lost |= bytes > side.left;
    side.left = Math.max(0, side.left - bytes);
    side.body += 2; // an alert's two bytes are not to be read from here on
  }

  private int body(Side side, long nanos, long frame, ByteBuffer in, int p, int limit) {
    int used = (int) Math.min(side.left, limit - p);
    if (side.type == ALERT && side.length == 2 && side.body < 2 && side.body + used == 2) {
      side.alert = in.get(p + used - 1) & 0xff;
      alertAt = new Moment(nanos, frame);
    }
    side.body += used;
    side.left -= used;
    return used;
  }

  private void header(Party from, Side side, long nanos, long frame, int b) {
    switch (side.header++) {
      case 0 -> side.type = b;
      case 1 -> side.lost = b != 3;
      case 2 -> side.lost |= b > 4;
      case 3 -> side.length = b << 8;
      default -> {
        side.header = 0;
        side.length |= b;
        side.left = side.length;
        side.body = 0;
        record(from, side, new Moment(nanos, frame));
      }
    }
  }

  private void record(Party from, Side side, Moment at) {
    if (side.type == HANDSHAKE && !side.hello.seen()) {
      side.hello = at;
    }
    if (side.type == APPLICATION_DATA) {
      side.applicationRecords++;
      side.applicationBytes += side.length;
    }
    // In TLS 1.3 the client's first such record is its Finished.
    if (from == Party.SERVER && client.applicationRecords > 0) {
      side.recordsAfterFinished++;
    }
    side.lastLength = side.length;
    side.last = at;
  }

  /** {@return what was visible} */
  TlsHello hello() {
    boolean hidden =
        server.recordsAfterFinished == 1
            && server.type == APPLICATION_DATA
            && server.lastLength == HIDDEN_ALERT_BYTES;
    Moment at = alertAt.seen() || !hidden ? alertAt : server.last;
    return new TlsHello(
        client.hello,
        server.hello,
        client.alert,
        server.alert,
        hidden,
        at,
        client.applicationBytes + server.applicationBytes);
  }

  /** {@return whether a record of this end has begun and not ended} */
  boolean cut(Party party) {
    return side(party).left > 0 || side(party).header > 0;
  }
}
