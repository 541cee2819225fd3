package io.synscope.connect;

import io.synscope.observation.Endpoint;
import io.synscope.observation.IcmpReport;
import java.util.Optional;

/**
 * One attempt's socket, from connect() to close(). Belongs to one event loop and is used on it
 * only.
 */
public interface Line {
  /** {@return when connect() was called, read beside that call} */
  long startedNanos();

  /** {@return the socket's own end; unknown before connect()} */
  Optional<Endpoint> local();

  /** Writes all of {@code bytes}, now or when the socket takes them. */
  void send(byte[] bytes);

  /** {@return the kernel's account of this socket now} */
  TcpAccount account();

  /**
   * {@return the newest ICMP error that the kernel noted for this socket; each is handed out once}
   */
  Optional<IcmpReport> icmp();

  /** Closes, by FIN or by RST as the options say. Nothing is heard from this line any more. */
  void close();
}
