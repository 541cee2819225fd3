package io.synscope.analysis;

import io.synscope.tcp.Connection;
import io.synscope.tcp.StreamListener;

/** Who hears what connections say, and takes those that are over. */
interface Hearing {
  /** {@return the listener of a connection on which something is said for the first time} */
  StreamListener listener(Connection connection);

  /**
   * Takes a connection that will hear nothing more; {@code nowNanos} is the newest packet's time.
   */
  void over(Connection connection, long nowNanos);
}
