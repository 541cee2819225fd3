package io.synscope.connect;

import java.net.InetSocketAddress;

/** Makes lines on one event loop. */
public interface Dialer extends AutoCloseable {
  /**
   * Calls connect(). The listener hears of the result later, never during this call.
   *
   * @param server whom to connect to
   * @param options how
   * @param listener who hears what happens
   * @return the line, good for questions and for giving up at any time
   */
  Line dial(InetSocketAddress server, DialOptions options, LineListener listener);

  /** Frees what the dialer itself holds. */
  @Override
  void close();
}
