package io.synscope.redis;

import io.synscope.observation.Address;
import io.synscope.observation.Conversation;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Party;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One connection's two byte streams, fed by hand: what was said, and when in microseconds. */
final class Talk implements Carrier {
  static final Endpoint SERVER = new Endpoint(Address.parse("10.0.0.9"), 6379);

  private final Exchanges exchanges;
  private final Endpoint client;
  private final Dialogue dialogue;
  private final boolean fromStart;
  private Endpoint server = SERVER;
  private long toServerNanos = 20_000;
  private long nanos;
  private long clientOffset;
  private long frame;

  Talk(Exchanges exchanges, int clientPort, boolean fromStart) {
    this.exchanges = exchanges;
    this.fromStart = fromStart;
    client = new Endpoint(Address.parse("10.0.0.1"), clientPort);
    dialogue = exchanges.dialogue(this);
  }

  Talk(Exchanges exchanges) {
    this(exchanges, 41394, true);
  }

  Talk roundTrip(long micros) {
    toServerNanos = micros * 1000;
    return this;
  }

  /** Another server than the usual one. */
  Talk serverPort(int port) {
    server = new Endpoint(SERVER.address(), port);
    return this;
  }

  Talk at(long micros) {
    nanos = micros * 1000;
    exchanges.clock(nanos);
    return this;
  }

  Talk client(String said) {
    clientOffset += said.length();
    return say(Party.CLIENT, said);
  }

  Talk server(String said) {
    return say(Party.SERVER, said);
  }

  /** A request as an array of bulk strings, words parted by spaces. */
  Talk ask(String request) {
    return client(request(request));
  }

  static String request(String words) {
    StringBuilder text = new StringBuilder();
    String[] parts = words.split(" ");
    text.append('*').append(parts.length).append("\r\n");
    for (String part : parts) {
      text.append('$').append(part.length()).append("\r\n").append(part).append("\r\n");
    }
    return text.toString();
  }

  private Talk say(Party from, String said) {
    byte[] bytes = said.getBytes(StandardCharsets.ISO_8859_1);
    dialogue.bytes(from, nanos, ++frame, ByteBuffer.wrap(bytes), 0, bytes.length, true);
    return this;
  }

  Talk gap(Party from, int length) {
    if (from == Party.CLIENT) {
      clientOffset += length;
    }
    dialogue.gap(from, nanos, ++frame, length);
    return this;
  }

  /** The server's kernel acknowledges all that the client sent. */
  Talk ack() {
    dialogue.acknowledged(Party.CLIENT, nanos, ++frame, clientOffset, true);
    return this;
  }

  Talk fin(Party from) {
    dialogue.ended(from, nanos, ++frame, false);
    return this;
  }

  Conversation end() {
    return dialogue.conversation();
  }

  Exchanges exchanges() {
    return exchanges;
  }

  @Override
  public FourTuple tuple() {
    return new FourTuple(client, server);
  }

  @Override
  public long toServerNanos() {
    return toServerNanos;
  }

  @Override
  public long toClientNanos() {
    return 5_000;
  }

  @Override
  public boolean seenFromStart() {
    return fromStart;
  }
}
