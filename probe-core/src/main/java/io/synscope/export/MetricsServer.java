package io.synscope.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.synscope.run.Probe;
import io.synscope.run.ProbePlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import io.synscope.target.TargetException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Serves {@code /metrics} of a run, and {@code /probe?target=} as blackbox_exporter does: one
 * attempt for each scrape.
 *
 * <p>A target that a scrape names gets no credentials: whoever can reach this port could otherwise
 * have them sent anywhere.
 */
public final class MetricsServer implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  private static final String GUIDE =
      """
      synscope
      /metrics                  what the run has found until now, for Prometheus
      /probe?target=host:port   one attempt now, for Prometheus
      """;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            Thread thread = new Thread(work, "metrics");
            thread.setDaemon(true);
            return thread;
          });

  private MetricsServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
  }

  /**
   * {@return a server that answers from now on}
   *
   * @param where address and port to listen on
   * @param probe the run of {@code /metrics}
   * @param tally what that run counts
   * @param how makes a plan for a target that a scrape names
   */
  public static MetricsServer start(
      InetSocketAddress where, Probe probe, Tally tally, UnaryOperator<ProbePlan> how)
      throws IOException {
    MetricsServer metrics = new MetricsServer(HttpServer.create(where, 0));
    metrics.server.createContext(
        "/metrics", exchange -> answer(exchange, OK, Exposition.page(probe, tally)));
    metrics.server.createContext("/probe", exchange -> probe(exchange, how));
    metrics.server.createContext("/", MetricsServer::guide);
    metrics.server.start();
    return metrics;
  }

  /** {@return the port that is listened on} */
  public int port() {
    return server.getAddress().getPort();
  }

  private static void guide(HttpExchange exchange) throws IOException {
    boolean root = exchange.getRequestURI().getPath().equals("/");
    answer(exchange, root ? OK : NOT_FOUND, GUIDE.getBytes(StandardCharsets.UTF_8));
  }

  private static void probe(HttpExchange exchange, UnaryOperator<ProbePlan> how)
      throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    String named =
        Stream.of(query.split("&"))
            .filter(word -> word.startsWith("target="))
            .map(
                word ->
                    URLDecoder.decode(word.substring("target=".length()), StandardCharsets.UTF_8))
            .findFirst()
            .orElse("");
    if (named.isEmpty()) {
      answer(
          exchange,
          BAD_REQUEST,
          "write /probe?target=host:port\n".getBytes(StandardCharsets.UTF_8));
      return;
    }
    try {
      Scrape scrape = new Scrape();
      ProbePlan plan =
          how.apply(ProbePlan.of(List.of(Target.parse(named))))
              .withSchedule(() -> Arrivals.every(1), Limit.count(1));
      answer(exchange, OK, scrape.page(new Probe(plan, scrape)));
    } catch (TargetException e) {
      answer(exchange, BAD_REQUEST, (e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer(exchange, SERVER_ERROR, new byte[0]);
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] page) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", status == OK ? Exposition.CONTENT_TYPE : "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, page.length == 0 ? -1 : page.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(page);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
