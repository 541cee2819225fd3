package io.synscope.run;

import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A process of its own that begins many attempts on a port that answers none of them, and tells
 * what it weighs when all are under way.
 */
final class InFlight {
  private static final String SYN_SENT = "02";

  private InFlight() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    int attempts = Integer.parseInt(arguments[1]);
    int answered = Integer.parseInt(arguments[2]);
    ProbePlan plan =
        ProbePlan.of(List.of(Target.parse("127.0.0.1:" + port)))
            .withTimeout(3_600_000_000_000L)
            .withSchedule(() -> Arrivals.bursts(attempts, 1), Limit.count(attempts));
    Thread thread =
        new Thread(
            () -> {
              try {
                new Probe(plan, ProbeListener.NONE).run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
    long waiting = 0;
    while (waiting < attempts - answered && thread.isAlive()) {
      waiting = waiting(port);
      Thread.onSpinWait();
    }
    System.out.println(waiting + " " + status("VmHWM") + " " + status("Threads"));
    System.exit(0);
  }

  private static long waiting(int port) throws IOException {
    String remote = String.format(Locale.ROOT, " 0100007F:%04X %s ", port, SYN_SENT);
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/net/tcp"))) {
      return lines.filter(line -> line.contains(remote)).count();
    }
  }

  private static String status(String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .findFirst()
          .orElseThrow()
          .replaceAll("[^0-9]", "");
    }
  }
}
