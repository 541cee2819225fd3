package io.synscope.export;

import io.synscope.observation.Endpoint;
import io.synscope.run.ProbeListener;
import io.synscope.run.RequestEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Round trips of kept connections by server and source port, by the kernel's clock where it tells.
 *
 * <p>Written by the run's thread; to be read when the run is over.
 */
public final class PortBook implements ProbeListener {
  /** More paths than a network has; a bound on memory. */
  private static final int MOST_PORTS = 1024;

  private final Map<String, Map<Integer, Histogram>> byServer = new HashMap<>();

  @Override
  public void asked(RequestEvent event) {
    if (event.warmUp() || event.userNanos() == 0) {
      return; // never answered
    }
    Endpoint server = event.tuple().server();
    Map<Integer, Histogram> ports =
        byServer.computeIfAbsent(server.toString(), any -> new TreeMap<>());
    int port = event.tuple().client().port();
    if (ports.containsKey(port) || ports.size() < MOST_PORTS) {
      ports
          .computeIfAbsent(port, any -> new Histogram(2))
          .recordValue(event.kernelNanos() > 0 ? event.kernelNanos() : event.userNanos());
    }
  }

  /** {@return what was timed towards that server, by source port} */
  public Map<Integer, Histogram> of(String server) {
    return byServer.getOrDefault(server, Map.of());
  }
}
