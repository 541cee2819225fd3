package io.synscope.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTest {
  @Test
  void theFirstLocaleVariableThatIsSetDecides() {
    assertThat(terminal(true, Map.of("LANG", "de_DE.UTF-8")).unicode()).isTrue();
    assertThat(terminal(true, Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8")).unicode()).isFalse();
    assertThat(terminal(true, Map.of("LC_ALL", "", "LC_CTYPE", "en_US.utf8")).unicode()).isTrue();
    assertThat(terminal(true, Map.of()).unicode()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"80,80", "200,100", "20,60", "0,100", "wide,100"})
  void widthIsTheTerminalsWithinReason(String columns, int expected) {
    assertThat(terminal(true, Map.of("COLUMNS", columns)).width(100)).isEqualTo(expected);
  }

  @Test
  void aPipeHasTheWidthThatReportsAreMadeFor() {
    assertThat(terminal(false, Map.of("COLUMNS", "70")).width(100)).isEqualTo(100);
  }

  @Test
  void onlyEpipeIsABrokenPipe() {
    assertThatThrownBy(() -> failing("Broken pipe").write(1))
        .isInstanceOf(BrokenPipeException.class);
    assertThatThrownBy(() -> failing("No space left on device").write(1))
        .isInstanceOf(UncheckedIOException.class)
        .isNotInstanceOf(BrokenPipeException.class)
        .hasMessageContaining("No space left on device");
  }

  /** A stream that is flushed after each byte and whose target fails. */
  private static OutputStream failing(String message) {
    PipeStream pipe =
        new PipeStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException(message);
              }
            });
    return new OutputStream() {
      @Override
      public void write(int b) {
        pipe.write(b);
        pipe.flush();
      }
    };
  }

  private static Terminal terminal(boolean outIsTerminal, Map<String, String> environment) {
    PrintStream talk = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    return new Terminal(
        new ByteArrayOutputStream(),
        talk,
        InputStream.nullInputStream(),
        outIsTerminal,
        false,
        environment);
  }
}
