import com.sun.management.OperatingSystemMXBean;
import io.synscope.run.Counts;
import io.synscope.run.Probe;
import io.synscope.run.ProbeListener;
import io.synscope.run.ProbePlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The Java side of measure-probe: a java.net.Socket with a stopwatch, and synscope's own engine. */
final class MeasureProbe {
  private static final int AT_ONCE = 50;
  private static final byte[] PING = "*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  public static void main(String[] words) throws Exception {
    String host = words[1];
    int port = Integer.parseInt(words[2]);
    int count = Integer.parseInt(words[3]);
    if (words[0].equals("socket")) {
      socket(host, port, count);
    } else {
      rate(host, port, count, Integer.parseInt(words[4]));
    }
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

  /**
   * A round for each line that comes: so many requests, 50 under way at once, each on a connection of its own or on
   * {@code kept} ones. Prints how many were served a second, with everything that the probe always notes of each, and
   * the microseconds of processor time that each took.
   */
  private static void rate(String host, int port, int count, int kept) throws Exception {
    ProbePlan plan =
        ProbePlan.of(List.of(Target.parse(host + ":" + port)))
            .withInFlight(AT_ONCE)
            .withConnections(kept, 1)
            .withSchedule(() -> Arrivals.bursts(count, 1), Limit.count(count));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (in.readLine() != null) {
      long begun = System.nanoTime();
      long spent = PROCESS.getProcessCpuTime();
      Counts counts = new Probe(plan, ProbeListener.NONE).run().counts();
      double seconds = (System.nanoTime() - begun) / 1e9;
      double micros = (PROCESS.getProcessCpuTime() - spent) / 1e3;
      long served = kept > 0 ? counts.requestsServed() : counts.attemptsServed();
      System.out.println(String.format(Locale.ROOT, "%.0f %.2f", served / seconds, micros / served));
    }
  }
}
