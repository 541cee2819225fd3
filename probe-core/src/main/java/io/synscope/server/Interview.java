package io.synscope.server;

import io.synscope.exchange.Credentials;
import io.synscope.exchange.Request;
import io.synscope.exchange.TlsPlan;
import io.synscope.resp.RespReader;
import io.synscope.resp.RespValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/**
 * One connection on which whole answers are wanted, not times: question, answer, question.
 *
 * <p>A plain blocking socket: it asks a dozen times and is closed. After a failure every further
 * question fails.
 */
public final class Interview implements AutoCloseable {
  private static final long LARGEST_ANSWER = 8 << 20;
  private static final int CHUNK = 16 * 1024;

  private final Socket plain;
  private final Socket socket;
  private final InputStream in;
  private final RespReader reader = new RespReader(LARGEST_ANSWER);
  private ByteBuffer unread = ByteBuffer.allocate(0);

  private Interview(Socket plain, Socket socket) throws IOException {
    this.plain = plain;
    this.socket = socket;
    in = socket.getInputStream();
  }

  /**
   * Connects and says who is asking.
   *
   * @param name the target's name, for the certificate
   * @param timeoutMillis for each step
   * @throws IOException with words that can be printed; never with a password
   */
  public static Interview open(
      InetSocketAddress server,
      String name,
      Optional<TlsPlan> tls,
      Credentials credentials,
      int timeoutMillis)
      throws IOException {
    Socket plain = new Socket();
    try {
      plain.setSoTimeout(timeoutMillis);
      plain.connect(server, timeoutMillis);
      Socket socket = tls.isPresent() ? tls.get().secure(plain, name, server.getPort()) : plain;
      Interview interview = new Interview(plain, socket);
      for (Request request : credentials.requests()) {
        interview.send(request.bytes());
        RespValue answer = interview.answer();
        if (answer instanceof RespValue.Failure failure && !needsNoPassword(failure)) {
          throw new IOException("it answers " + failure.code() + " to " + request.name());
        }
      }
      return interview;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** A Sentinel seldom has the password of the servers that it watches: it has none. */
  private static boolean needsNoPassword(RespValue.Failure failure) {
    return failure.text().contains("without any password configured");
  }

  /** {@return the answer to a command} */
  public RespValue ask(String... words) throws IOException {
    send(RespValue.request(words));
    return answer();
  }

  /** Lets the kernel ask the peer's kernel for a sign of life whenever this time passed quietly. */
  public void keepAlive(int everySeconds) throws IOException {
    plain.setKeepAlive(true);
    plain.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, everySeconds);
    plain.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, everySeconds);
  }

  /**
   * Says nothing for a while, and listens.
   *
   * @return whether the server did not close the connection meanwhile
   * @throws IOException where it was reset
   */
  public boolean idle(int millis) throws IOException {
    int usual = plain.getSoTimeout();
    plain.setSoTimeout(millis);
    try {
      return in.read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      plain.setSoTimeout(usual);
    }
  }

  private void send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
  }

  private RespValue answer() throws IOException {
    Optional<RespValue> answer = unread.hasRemaining() ? reader.read(unread) : Optional.empty();
    byte[] chunk = new byte[CHUNK];
    while (answer.isEmpty()) {
      int length = in.read(chunk);
      if (length < 0 || reader.broken()) {
        throw new IOException(length < 0 ? "it closed the connection" : "it does not speak RESP");
      }
      unread = ByteBuffer.wrap(chunk, 0, length).slice();
      answer = reader.read(unread);
    }
    return answer.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
