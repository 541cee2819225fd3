package io.synscope.testing;

import io.synscope.observation.Conversation;
import io.synscope.observation.ErrorReply;
import io.synscope.observation.Exchange;
import io.synscope.observation.Moment;
import io.synscope.observation.TlsHello;
import io.synscope.observation.Tongue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was said: RESP, unless told otherwise; times are seconds after the capture began. */
public final class TalkBuilder {
  private final List<ErrorReply> errors = new ArrayList<>();
  private final List<Exchange> slowest = new ArrayList<>();
  private Tongue client = Tongue.RESP;
  private Tongue server = Tongue.RESP;
  private long requests = 10;
  private long replies = 10;
  private Optional<Exchange> outstanding = Optional.empty();
  private boolean replyCut;
  private int unpaired;
  private long clientInterval;
  private double busyShare;
  private TlsHello tls = TlsHello.NONE;

  /** First bytes of either end. */
  public TalkBuilder tongues(Tongue ofClient, Tongue ofServer) {
    client = ofClient;
    server = ofServer;
    return this;
  }

  /** How many requests and replies. */
  public TalkBuilder counts(long asked, long answered) {
    requests = asked;
    replies = answered;
    return this;
  }

  /** An error reply. */
  public TalkBuilder error(String text, int times, double at) {
    return error(text, times, at, false);
  }

  /** An error that nobody had asked for. */
  public TalkBuilder greeting(String text, double at) {
    requests = 0;
    replies = 0;
    return error(text, 1, at, true);
  }

  private TalkBuilder error(String text, int times, double at, boolean unasked) {
    Moment when = Sightings.moment(at);
    errors.add(new ErrorReply(text.split(" ", 2)[0], text, times, unasked, when, when));
    return this;
  }

  /** A request of then whose reply came so much later, after the kernel's ACK. */
  public TalkBuilder slow(String command, double at, double seconds) {
    slowest.add(exchange(command, at, seconds));
    return this;
  }

  /** A request of then, acknowledged and never answered. */
  public TalkBuilder waiting(String command, double at) {
    outstanding = Optional.of(exchange(command, at, -1));
    requests++;
    return this;
  }

  private static Exchange exchange(String command, double at, double seconds) {
    Moment asked = Sightings.moment(at);
    Moment reply = seconds < 0 ? Moment.NONE : Sightings.moment(at + seconds);
    return new Exchange(
        command,
        asked,
        asked,
        Sightings.moment(at + 0.04),
        reply,
        reply,
        30,
        seconds < 0 ? 0 : 7,
        0,
        "",
        false,
        Math.max(0, Math.round(seconds * 1e9)),
        1_000_000,
        0,
        100_000);
  }

  /** Replies or requests without a counterpart. */
  public TalkBuilder unpaired(int words) {
    unpaired = words;
    return this;
  }

  /** The server's last reply is incomplete. */
  public TalkBuilder replyCut() {
    replyCut = true;
    return this;
  }

  /** How soon the client asks again, in seconds, and how much of the time it waits. */
  public TalkBuilder pace(double interval, double busy) {
    clientInterval = Math.round(interval * 1e9);
    busyShare = busy;
    return this;
  }

  /** A TLS handshake: when the server's hello came (negative: never), and the alerts. */
  public TalkBuilder tls(double hello, double answer, int clientAlert, int serverAlert) {
    client = Tongue.TLS;
    server = answer < 0 ? Tongue.SILENT : Tongue.TLS;
    requests = 0;
    replies = 0;
    Moment answered = answer < 0 ? Moment.NONE : Sightings.moment(answer);
    tls =
        new TlsHello(
            Sightings.moment(hello),
            answered,
            clientAlert,
            serverAlert,
            false,
            Sightings.moment(Math.max(hello, answer) + 0.001),
            0);
    return this;
  }

  Conversation build() {
    return new Conversation(
        client,
        server,
        false,
        requests,
        replies,
        errors,
        slowest,
        outstanding.isPresent() ? 1 : 0,
        outstanding,
        false,
        false,
        replyCut,
        false,
        false,
        0,
        unpaired,
        clientInterval,
        busyShare,
        tls);
  }
}
