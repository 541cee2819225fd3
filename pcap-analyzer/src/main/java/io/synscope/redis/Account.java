package io.synscope.redis;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.ErrorReply;
import java.util.HashMap;
import java.util.Map;

/** What one client address said to one server, over all its connections: their tally, and more. */
final class Account extends Tally {
  private final ServerLoop loop;
  private final Address client;
  private final Map<String, ErrorReply> errorReplies = new HashMap<>();
  private final RoundTrips roundTrips = new RoundTrips();
  private long connections;

  Account(ServerLoop loop, Address client) {
    this.loop = loop;
    this.client = client;
  }

  /** {@return whether it is that client's, with that server} */
  boolean is(Endpoint byServer, Address byClient) {
    return client.equals(byClient) && loop.server().equals(byServer);
  }

  ServerLoop loop() {
    return loop;
  }

  Address client() {
    return client;
  }

  RoundTrips roundTrips() {
    return roundTrips;
  }

  long connections() {
    return connections;
  }

  /** A connection has payload. */
  void connected(Carrier carrier, long nanos) {
    connections++;
    if (carrier.toServerNanos() >= 0) {
      roundTrips.handshake(carrier.toServerNanos(), nanos);
    }
  }

  /** {@return the error replies to this client, by their code} */
  Map<String, ErrorReply> errorReplies() {
    return errorReplies;
  }

  void error(ErrorReply error) {
    errorReplies.merge(error.code(), error, Account::join);
  }

  private static ErrorReply join(ErrorReply a, ErrorReply b) {
    ErrorReply first = a.first().nanos() <= b.first().nanos() ? a : b;
    ErrorReply last = a.last().nanos() >= b.last().nanos() ? a : b;
    return new ErrorReply(
        a.code(), first.text(), a.count() + b.count(), first.unasked(), first.first(), last.last());
  }

  void merge(Account other) {
    add(other);
    connections += other.connections;
    other.errorReplies.values().forEach(this::error);
  }
}
