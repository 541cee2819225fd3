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

  /**
   * {@return how many bytes were given to {@link #send}, which makes the last one's number one
   * less}
   */
  long sentBytes();

  /**
   * {@return when the kernel says that the segment with this byte left, epoch; 0 where it does not
   * tell}
   *
   * @param byteNumber counted from 0
   */
  long sentStamp(long byteNumber);

  /**
   * {@return when the kernel says that the newest bytes received came, epoch; 0 where it does not
   * tell}
   */
  long receivedStamp();

  /** Closes, by FIN or by RST as the options say. Nothing is heard from this line any more. */
  void close();
}
