package io.synscope.analysis;

import io.synscope.observation.FourTuple;
import io.synscope.redis.Carrier;
import io.synscope.tcp.Connection;

/** A dialogue's view of the TCP connection that carries it. */
final class OverTcp implements Carrier {
  private final Connection connection;

  OverTcp(Connection connection) {
    this.connection = connection;
  }

  @Override
  public FourTuple tuple() {
    return connection.tuple();
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
