package io.synscope.testkit.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A program that runs beside the test, until it is closed. */
public final class Program implements AutoCloseable {
  /** Asks a process to end, as Ctrl-C does. */
  public static final int SIGINT = 2;

  /** Stops a process where it stands. */
  public static final int SIGSTOP = 19;

  private final Process process;
  private final BufferedReader output;

  private Program(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Ctrl-C reaches it, also where the build was started in the background, which ignores that. */
  static Program start(String... command) {
    List<String> hearing = new ArrayList<>(List.of("env", "--default-signal=INT"));
    hearing.addAll(List.of(command));
    try {
      return new Program(new ProcessBuilder(hearing).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the next line that fulfils {@code wanted}, of those that the program prints} */
  public String await(Predicate<String> wanted) {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (wanted.test(line)) {
          return line;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("the program ended without printing what was waited for");
  }

  /** Sends a signal by its number. */
  public void signal(int number) {
    Shell.run("kill", "-" + number, Long.toString(process.pid()));
  }

  /** {@return its exit code, once it has ended; what it still prints is read and left} */
  public int exit() {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return process.onExit().join().exitValue();
  }

  /** {@return its process id} */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
