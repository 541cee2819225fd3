package io.synscope.exchange;

import io.synscope.connect.Line;
import io.synscope.observation.Phase;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one established line: TLS, the greeting, then requests and their replies in
 * order.
 *
 * <p>Lives on the line's event loop.
 */
public final class Dialogue {
  private static final int QUOTED = 120;

  private final Line line;
  private final DialoguePlan plan;
  private final DialogueListener listener;
  private final LongSupplier nanoTime;
  private final ReplyReader replies = new ReplyReader();
  private final ArrayDeque<Asked> asked = new ArrayDeque<>();
  private final @Nullable TlsLayer tls;
  private Phase phase = Phase.CONNECT;
  private long phaseStart;
  private int greetingsAnswered;
  private int firstByte = -1;
  private boolean over;

  /** A request that waits for its reply. */
  private record Asked(long tag, long atNanos, long lastByte) {}

  /** A dialogue that has not begun yet; {@code host} and {@code port} are for the certificate. */
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
    this.tls = plan.tls().map(how -> new TlsLayer(line, how.handler(host, port))).orElse(null);
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

  /** Sends a request, whose answer will bear this tag. Requests need not wait for each other. */
  public void ask(Request request, long tag) {
    long now = nanoTime.getAsLong();
    send(request);
    asked.add(new Asked(tag, now, line.sentBytes() - 1));
  }

  /** {@return requests that wait for their reply} */
  public int waiting() {
    return asked.size();
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
    String said = layer.secured() ? "" : quote(records);
    try {
      layer.received(records, plain -> afterTls(layer, plain, atNanos));
    } catch (RuntimeException e) {
      breakOff(TlsFailure.of(e, said), atNanos);
      return;
    }
    Optional<Throwable> failure = layer.failure();
    if (failure.isPresent()) {
      breakOff(TlsFailure.of(failure.get(), said), atNanos);
    } else if (layer.secured() && phase == Phase.TLS) {
      secured(atNanos);
    }
  }

  private void afterTls(TlsLayer layer, ByteBuffer plain, long atNanos) {
    if (layer.secured() && phase == Phase.TLS) {
      secured(atNanos);
    }
    plain(plain, atNanos);
  }

  private void secured(long atNanos) {
    listener.finished(Phase.TLS, atNanos - phaseStart, atNanos);
    greet(atNanos);
  }

  private void greet(long atNanos) {
    if (plan.greeting().isEmpty()) {
      open(atNanos);
      return;
    }
    enter(Phase.GREET);
    send(plan.greeting().get(0));
  }

  private void open(long atNanos) {
    phase = Phase.ROUND_TRIP;
    listener.opened(atNanos);
  }

  private void plain(ByteBuffer bytes, long atNanos) {
    Optional<Reply> reply = over ? Optional.empty() : replies.next(bytes);
    while (reply.isPresent()) {
      heard(reply.get(), atNanos);
      reply = over ? Optional.empty() : replies.next(bytes);
    }
  }

  private void heard(Reply reply, long atNanos) {
    ServerWord word = ServerWord.of(reply, firstByte);
    if (word.closes()) {
      listener.spoke(reply, word, !reply.resp() && !asked.isEmpty());
      reject(reply.shown(), atNanos);
    } else if (phase == Phase.GREET) {
      greeted(reply, word, atNanos);
    } else if (asked.isEmpty()) {
      listener.spoke(reply, word, false);
    } else {
      Asked request = asked.remove();
      long nanos = atNanos - request.atNanos();
      listener.answered(
          new Answer(request.tag(), reply, word, nanos, kernelNanos(request), atNanos));
    }
  }

  private void greeted(Reply reply, ServerWord word, long atNanos) {
    listener.spoke(reply, word, true);
    if (word != ServerWord.FINE) {
      reject(reply.shown(), atNanos);
    } else if (++greetingsAnswered < plan.greeting().size()) {
      send(plan.greeting().get(greetingsAnswered));
    } else {
      listener.finished(Phase.GREET, atNanos - phaseStart, atNanos);
      open(atNanos);
    }
  }

  private long kernelNanos(Asked request) {
    long received = line.receivedStamp();
    long sent = received == 0 ? 0 : line.sentStamp(request.lastByte());
    return sent == 0 ? 0 : Math.max(1, received - sent);
  }

  private void send(Request request) {
    if (tls == null) {
      line.send(request.bytes());
    } else {
      tls.send(request.bytes());
    }
  }

  private void enter(Phase next) {
    phase = next;
    phaseStart = nanoTime.getAsLong();
    listener.began(next, phaseStart);
  }

  private void reject(String words, long atNanos) {
    over = true;
    listener.rejected(words, atNanos);
  }

  private void breakOff(TlsFailure failure, long atNanos) {
    over = true;
    listener.tlsFailed(failure, atNanos);
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
    int end = Math.min(bytes.limit(), bytes.position() + QUOTED);
    for (int i = bytes.position(); i < end; i++) {
      text.append((char) (bytes.get(i) & 0xff));
    }
    return text.toString();
  }
}
