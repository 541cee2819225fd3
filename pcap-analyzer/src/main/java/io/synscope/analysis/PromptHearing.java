package io.synscope.analysis;

import io.synscope.observation.Outcome;
import io.synscope.redis.Carrier;
import io.synscope.redis.Dialogue;
import io.synscope.redis.Exchanges;
import io.synscope.tcp.AttemptWriter;
import io.synscope.tcp.Connection;
import io.synscope.tcp.StreamListener;

/** Hears everything at once, in the thread that follows the connections. */
final class PromptHearing implements Hearing {
  private final Exchanges exchanges;
  private final Folds folds;

  PromptHearing(Exchanges exchanges, Folds folds) {
    this.exchanges = exchanges;
    this.folds = folds;
  }

  @Override
  public StreamListener listener(Connection connection) {
    return dialogue(new OverTcp(connection));
  }

  /** {@return the dialogue of the connection that this carrier stands for} */
  Dialogue dialogue(Carrier carrier) {
    return exchanges.dialogue(carrier);
  }

  @Override
  public void over(Connection connection, long nowNanos) {
    if (folds.onlyCounts()) {
      Outcome outcome = AttemptWriter.outcome(connection, nowNanos);
      folds.count(connection.tuple(), outcome, connection.firstNanos());
    } else {
      folds.add(AttemptWriter.write(connection, nowNanos));
    }
  }
}
