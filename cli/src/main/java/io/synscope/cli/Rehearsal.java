package io.synscope.cli;

import io.synscope.cli.demo.BundledCapture;
import io.synscope.cli.demo.DemoServer;
import io.synscope.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the launcher has the virtual machine archive classes of: the commands that people start
 * most, each once, on loopback and on the bundled capture. A command that is missing here still
 * runs, but starts slower.
 */
public final class Rehearsal {
  private Rehearsal() {}

  /** Runs them; what they print is of no use to anybody. */
  public static void main(String[] arguments) throws IOException {
    run(Terminal.ofProcess());
  }

  static void run(Terminal terminal) throws IOException {
    Synscope.run(terminal, "--version");
    try (DemoServer server = DemoServer.start()) {
      String target = "127.0.0.1:" + server.port();
      Synscope.run(terminal, "probe", "-c", "1", target);
      Synscope.run(terminal, "probe", "--format", "json", "-c", "1", target);
    }
    Path folder = Files.createTempDirectory("synscope-rehearsal-");
    Path capture = BundledCapture.copyTo(folder);
    try {
      Synscope.run(terminal, "analyze", capture.toString());
      Synscope.run(terminal, "analyze", "--format", "json", capture.toString());
    } finally {
      Files.delete(capture);
      Files.delete(folder);
    }
  }
}
