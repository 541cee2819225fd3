package io.synscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.synscope.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/** One run of the program, as its caller sees it. */
record Run(int exit, String out, String talk) {
  static final Map<String, String> UTF8 = Map.of("LANG", "C.UTF-8");

  static Run of(String... arguments) {
    return with(UTF8, new byte[0], arguments);
  }

  static Run with(Map<String, String> environment, byte[] input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            out,
            new PrintStream(talk, true, UTF_8),
            new ByteArrayInputStream(input),
            false,
            false,
            environment);
    int exit = Synscope.run(terminal, arguments);
    return new Run(exit, out.toString(UTF_8), talk.toString(UTF_8));
  }

  /** {@return what was written, as one line: where it wraps depends on the length of names} */
  String words() {
    return out.replaceAll("\\s+", " ");
  }
}
