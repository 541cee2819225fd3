package io.synscope.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What ten thousand attempts cost that are all under way at once. */
@EnabledOnOs(OS.LINUX)
final class InFlightTest {
  private static final int ATTEMPTS = 10_000;
  private static final int FILES_NEEDED = 11_000;

  /** A backlog of 1 lets two in (the kernel counts from zero); they are taken before. */
  private static final int ADMITTED = 2;

  private static final int MOST_KILOBYTES = 256 * 1024;

  @Test
  void tenThousandAttemptsUnderWay_fitIn256MegabytesAndNeedNoThreadsOfTheirOwn()
      throws IOException, InterruptedException {
    assumeTrue(filesAllowed() >= FILES_NEEDED, "the limit of open files is too low here");
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> fill = new ArrayList<>();
      for (int i = 0; i < ADMITTED; i++) {
        fill.add(new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
      }
      String[] told = run(listener.getLocalPort()).split(" ");
      assertThat(Integer.parseInt(told[0])).isGreaterThanOrEqualTo(ATTEMPTS - ADMITTED);
      assertThat(Integer.parseInt(told[1])).as("kB at the peak").isLessThan(MOST_KILOBYTES);
      assertThat(Integer.parseInt(told[2])).as("threads").isLessThan(100);
      for (Socket socket : fill) {
        socket.close();
      }
    }
  }

  private static String run(int port) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                InFlight.class.getName(),
                Integer.toString(port),
                Integer.toString(ATTEMPTS),
                Integer.toString(ADMITTED))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String out = new String(process.getInputStream().readAllBytes()).strip();
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      return out;
    } finally {
      process.destroyForcibly();
    }
  }

  private static long filesAllowed() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/limits"))) {
      String hard =
          lines
              .filter(line -> line.startsWith("Max open files"))
              .findFirst()
              .orElseThrow()
              .trim()
              .split(" {2,}")[2];
      return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
    }
  }
}
