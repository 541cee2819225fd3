import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The Java side of measure-probe: a java.net.Socket with a stopwatch. */
final class MeasureProbe {
  private static final byte[] PING = "*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII);

  public static void main(String[] words) throws Exception {
    String host = words[0];
    int port = Integer.parseInt(words[1]);
    int count = Integer.parseInt(words[2]);
    socket(host, port, count);
  }

  /** One connect each 2 ms; prints port, nanoseconds of connect, nanoseconds of PING. */
  private static void socket(String host, int port, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      long t0 = System.nanoTime();
      try (Socket socket = new Socket(host, port)) {
        long t1 = System.nanoTime();
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        long t2 = System.nanoTime();
        out.write(PING);
        in.readNBytes(7);
        long t3 = System.nanoTime();
        System.out.println(socket.getLocalPort() + " " + (t1 - t0) + " " + (t3 - t2));
      }
      Thread.sleep(2);
    }
  }
}
