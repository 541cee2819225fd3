package io.synscope.cli.demo;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A server on loopback that answers PING in RESP2 and calls everything else unknown: enough to be
 * probed.
 */
public final class DemoServer implements AutoCloseable {
  private static final int LONGEST_REQUEST_BYTES = 4096;

  private final ServerSocket listener;

  private DemoServer(ServerSocket listener) {
    this.listener = listener;
  }

  /** {@return a server that listens on a free port of loopback} */
  public static DemoServer start() throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    DemoServer server = new DemoServer(listener);
    daemon(server::accept, "demo-accept").start();
    return server;
  }

  /** {@return where it listens} */
  public int port() {
    return listener.getLocalPort();
  }

  /** {@return a port of loopback on which nothing listens: one that was free a moment ago} */
  public static int closedPort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        daemon(() -> serve(socket), "demo-connection").start();
      } catch (IOException e) {
        return; // closed: the demonstration is over
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      socket.setTcpNoDelay(true);
      while (true) {
        out.write(reply(command(in)).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (EOFException | SocketException e) {
      // the client has gone, as clients do
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String reply(String command) {
    return switch (command) {
      case "PING" -> "+PONG\r\n";
      case "QUIT" -> "+OK\r\n";
      default -> "-ERR unknown command\r\n";
    };
  }

  /** Reads one request, an array of bulk strings or an inline command; returns its first word. */
  private static String command(InputStream in) throws IOException {
    String line = line(in);
    if (!line.startsWith("*")) {
      return line.strip().split(" ")[0].toUpperCase(Locale.ROOT);
    }
    String first = "";
    for (int i = number(line); i > 0; i--) {
      byte[] word = in.readNBytes(number(line(in)));
      line(in);
      first =
          first.isEmpty()
              ? new String(word, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT)
              : first;
    }
    return first;
  }

  private static int number(String line) throws EOFException {
    String digits = line.substring(1);
    if (!digits.matches("[0-9]{1,4}") || Integer.parseInt(digits) > LONGEST_REQUEST_BYTES) {
      throw new EOFException("not RESP");
    }
    return Integer.parseInt(digits);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > LONGEST_REQUEST_BYTES) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
