package io.synscope.rule.path;

import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.HalfBuilder;
import java.util.function.UnaryOperator;

/** Attempts at one Redis, each from a port of its own. */
final class PathAttempts {
  static final String REDIS = "10.0.0.9:6379";
  private int port = 41000;

  AttemptBuilder next(double at) {
    return AttemptBuilder.to(REDIS).from("10.0.0.1:" + port++).at(at);
  }

  /** A connection of nine seconds, on which the client sends. */
  AttemptBuilder sender(UnaryOperator<HalfBuilder> client) {
    return next(0).lived(9, wire -> wire.client(client));
  }
}
