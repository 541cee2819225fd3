package io.synscope.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts, and does one thing to everyone. Made in the namespace of the thread that makes it. */
final class SmallServer implements AutoCloseable {
  /** That one thing. */
  interface Manner {
    void treat(Socket client) throws IOException;
  }

  private final ServerSocket listening = new ServerSocket();
  private final CopyOnWriteArrayList<Socket> kept = new CopyOnWriteArrayList<>();
  private final Manner manner;

  SmallServer(String address, int port, Manner manner) throws IOException {
    this.manner = manner;
    listening.setReuseAddress(true);
    listening.bind(new InetSocketAddress(InetAddress.getByName(address), port), 128);
    Thread thread = new Thread(this::serve, "small server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for a request and answers it with these words, then closes. */
  static Manner answering(String words) {
    return client -> {
      if (client.getInputStream().read(new byte[512]) > 0) {
        client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
      }
      client.close();
    };
  }

  /** Closes by RST without a word. */
  static Manner resetting() {
    return client -> {
      client.setSoLinger(true, 0);
      client.close();
    };
  }

  private void serve() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        kept.add(client);
        manner.treat(client);
      } catch (IOException e) {
        // that client has gone, or this server has
      }
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : kept) {
      socket.close();
    }
  }
}
