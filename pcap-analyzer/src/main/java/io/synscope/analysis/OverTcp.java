package io.synscope.analysis;

import io.synscope.observation.Endpoint;
import io.synscope.redis.Carrier;
import io.synscope.tcp.Connection;

/** A dialogue's view of the TCP connection that carries it. */
final class OverTcp implements Carrier {
  private final Connection connection;

  OverTcp(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Endpoint client() {
    return connection.tuple().client();
  }

  @Override
  public Endpoint server() {
    return connection.tuple().server();
  }

  @Override
  public long toServerNanos() {
    long nanos = connection.synToSynAckNanos();
    return nanos > 0 ? nanos : -1;
  }

  @Override
  public long toClientNanos() {
    long nanos = connection.synAckToAckNanos();
    return nanos > 0 ? nanos : -1;
  }

  @Override
  public boolean seenFromStart() {
    return connection.sawSyn();
  }
}
