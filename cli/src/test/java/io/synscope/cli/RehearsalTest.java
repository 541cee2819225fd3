package io.synscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class RehearsalTest {
  @Test
  void aProbeAndACapture_areToldAsTextAndAsJson() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    Rehearsal.run(
        new Terminal(
            out,
            new PrintStream(talk, true, UTF_8),
            InputStream.nullInputStream(),
            false,
            false,
            Run.UTF8));
    assertThat(talk.toString(UTF_8)).isEmpty();
    assertThat(out.toString(UTF_8))
        .contains("OK  Nothing wrong was found in 1 connection attempt")
        .contains("\"kind\": \"probe\"")
        .contains("F1  ✖ critical  refused_no_listener")
        .contains("\"kind\": \"capture\"");
  }
}
