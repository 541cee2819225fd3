package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.option.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process, with a reader that goes away as {@code head} does. */
final class BrokenPipeTest {
  /** More attempts than fit, as JSON, into a pipe that nobody reads. */
  private static final int ATTEMPTS = 2_000;

  private static final int SOURCE_PORT_OFFSET = 34;

  @TempDir private Path folder;

  @Test
  void readerThatGoesAway_quietAndExit141() throws IOException, InterruptedException {
    Path capture =
        Files.write(folder.resolve("many.pcap"), CaptureBytes.pcap(CaptureBytes.ETHERNET, syns()));
    for (List<String> arguments :
        List.of(
            List.of("analyze", "--json"),
            List.of("analyze", "-v"),
            List.of("analyze", "--format", "ndjson"))) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.synscope.cli.Synscope"));
      command.addAll(arguments);
      command.add(capture.toString());
      Process process = new ProcessBuilder(command).start();
      assertThat(process.getInputStream().read()).isPositive();
      process.getInputStream().close();
      String talk = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(talk).as("%s", arguments).isEmpty();
      assertThat(process.exitValue()).as("%s", arguments).isEqualTo(ExitCode.BROKEN_PIPE.number());
    }
  }

  private static byte[][] syns() {
    return IntStream.range(0, ATTEMPTS)
        .mapToObj(
            i -> {
              byte[] syn = CaptureBytes.SYN.clone();
              ByteBuffer.wrap(syn).putShort(SOURCE_PORT_OFFSET, (short) (20_000 + i));
              return syn;
            })
        .toArray(byte[][]::new);
  }
}
