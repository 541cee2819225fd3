package io.synscope.exchange;

import io.synscope.connect.Line;
import io.synscope.observation.Phase;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Speaks one plan on one established line, and times each phase of it. Lives on the line's event
 * loop.
 */
public final class Dialogue {
  private final Line line;
  private final DialoguePlan plan;
  private final DialogueListener listener;
  private final LongSupplier nanoTime;
  private final ReplyReader replies = new ReplyReader();
  private final @Nullable TlsLayer tls;
  private Phase phase = Phase.CONNECT;
  private long phaseStart;
  private int greetingsAnswered;
  private int requestsAnswered;
  private long lastByteSent;
  private int firstByte = -1;
  private boolean over;

  /**
   * A dialogue that has not begun yet; {@code host} and {@code port} are for the certificate's
   * check.
   */
  public Dialogue(
      Line line,
      DialoguePlan plan,
      String host,
      int port,
      LongSupplier nanoTime,
      DialogueListener listener) {
    this.line = line;
    this.plan = plan;
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.tls =
        plan.tls().map(tlsPlan -> new TlsLayer(line, tlsPlan.handler(host, port))).orElse(null);
  }

  /** Begins; the line has just been established. */
  public void begin(long atNanos) {
    if (tls == null) {
      greet(atNanos);
    } else {
      enter(Phase.TLS);
      tls.begin();
    }
  }

  /** Takes what the line received. */
  public void received(ByteBuffer bytes, long atNanos) {
    if (over) {
      return;
    }
    if (firstByte < 0 && bytes.hasRemaining()) {
      firstByte = bytes.get(bytes.position()) & 0xff;
    }
    if (tls == null) {
      plain(bytes, atNanos);
    } else {
      receivedTls(tls, bytes, atNanos);
    }
  }

  private void receivedTls(TlsLayer layer, ByteBuffer records, long atNanos) {
    boolean before = layer.secured();
    String said = before ? "" : quote(records);
    try {
      layer.received(records, plain -> afterTls(layer, before, plain, atNanos));
    } catch (RuntimeException e) {
      end(DialogueEnd.TLS_FAILED, TlsWords.of(e, said), atNanos);
      return;
    }
    Optional<Throwable> failure = layer.failure();
    if (failure.isPresent()) {
      end(DialogueEnd.TLS_FAILED, TlsWords.of(failure.get(), said), atNanos);
    } else if (layer.secured() && phase == Phase.TLS) {
      secured(atNanos);
    }
  }

  private void afterTls(TlsLayer layer, boolean before, ByteBuffer plain, long atNanos) {
    if (!before && layer.secured() && phase == Phase.TLS) {
      secured(atNanos);
    }
    plain(plain, atNanos);
  }

  private void secured(long atNanos) {
    listener.finished(Phase.TLS, atNanos - phaseStart, 0, atNanos);
    greet(atNanos);
  }

  private void greet(long atNanos) {
    if (plan.greeting().isEmpty()) {
      ask(atNanos);
      return;
    }
    enter(Phase.GREET);
    send(plan.greeting().get(0));
  }

  private void ask(long atNanos) {
    if (requestsAnswered == plan.repeats()) {
      end(DialogueEnd.ANSWERED, "", atNanos);
      return;
    }
    enter(Phase.ROUND_TRIP);
    send(plan.request());
  }

  private void plain(ByteBuffer bytes, long atNanos) {
    Optional<Reply> reply = replies.next(bytes);
    while (reply.isPresent() && !over) {
      answered(reply.get(), atNanos);
      reply = replies.next(bytes);
    }
  }

  private void answered(Reply reply, long atNanos) {
    boolean asked = phase == Phase.GREET || phase == Phase.ROUND_TRIP;
    ServerWord word = ServerWord.of(reply, firstByte);
    boolean unasked = !asked || word == ServerWord.MAX_CLIENTS || word == ServerWord.PROTECTED_MODE;
    listener.heard(reply, word, !unasked);
    if (asked) {
      listener.finished(phase, atNanos - phaseStart, kernelNanos(), atNanos);
    }
    boolean greetingFailed = phase == Phase.GREET && word != ServerWord.FINE;
    if (!word.serving() || greetingFailed) {
      end(DialogueEnd.REJECTED, reply.shown(), atNanos);
    } else if (phase == Phase.GREET && ++greetingsAnswered < plan.greeting().size()) {
      send(plan.greeting().get(greetingsAnswered));
    } else if (asked) {
      requestsAnswered += phase == Phase.ROUND_TRIP ? 1 : 0;
      ask(atNanos);
    }
  }

  private long kernelNanos() {
    long received = line.receivedStamp();
    long sent = received == 0 ? 0 : line.sentStamp(lastByteSent);
    return sent == 0 ? 0 : Math.max(1, received - sent);
  }

  private void send(Request request) {
    if (tls == null) {
      line.send(request.bytes());
    } else {
      tls.send(request.bytes());
    }
    lastByteSent = line.sentBytes() - 1;
  }

  private void enter(Phase next) {
    phase = next;
    phaseStart = nanoTime.getAsLong();
    listener.began(next, phaseStart);
  }

  private void end(DialogueEnd end, String words, long atNanos) {
    over = true;
    listener.done(end, words, atNanos);
  }

  /** {@return what has come of a reply that is not complete} */
  public String partial() {
    return replies.partial();
  }

  /** Frees what TLS holds. */
  public void release() {
    over = true;
    if (tls != null) {
      tls.release();
    }
  }

  private static String quote(ByteBuffer bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = bytes.position(); i < Math.min(bytes.limit(), bytes.position() + 120); i++) {
      text.append((char) (bytes.get(i) & 0xff));
    }
    return text.toString();
  }
}
