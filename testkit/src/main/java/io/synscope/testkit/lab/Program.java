package io.synscope.testkit.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

  static Program start(String... command) {
    try {
      return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
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

  /** {@return its exit code, once it has ended} */
  public int exit() {
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
