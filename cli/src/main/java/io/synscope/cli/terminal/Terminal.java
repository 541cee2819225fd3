package io.synscope.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a command speaks and listens; the only way to the process's streams.
 *
 * @param out data; writing after the reader went away throws {@link BrokenPipeException}
 * @param talk progress, notes, errors
 * @param in standard input
 * @param outIsTerminal whether a person looks at {@code out}
 * @param talkIsTerminal whether a person looks at {@code talk}
 * @param environment the environment's variables
 */
public record Terminal(
    OutputStream out,
    PrintStream talk,
    InputStream in,
    boolean outIsTerminal,
    boolean talkIsTerminal,
    Map<String, String> environment) {
  private static final int NARROWEST = 60;

  /** {@return the streams of this process} */
  public static Terminal ofProcess() {
    return new Terminal(
        new PipeStream(new FileOutputStream(FileDescriptor.out)),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset(System.getenv())),
        new FileInputStream(FileDescriptor.in),
        isTerminal(1),
        isTerminal(2),
        System.getenv());
  }

  /** {@return whether the locale can show more than ASCII} */
  public boolean unicode() {
    return charset(environment).equals(StandardCharsets.UTF_8);
  }

  /**
   * {@return the width to write for: the terminal's where it is known and narrower, else {@code
   * preferred}}
   */
  public int width(int preferred) {
    String columns = environment.getOrDefault("COLUMNS", "");
    if (!outIsTerminal || !columns.matches("[1-9][0-9]{0,4}")) {
      return preferred;
    }
    return Math.max(NARROWEST, Math.min(preferred, Integer.parseInt(columns)));
  }

  /** Writes text to {@code out} in the locale's character set. */
  public void print(String text) {
    try {
      out.write(text.getBytes(charset(environment)));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * POSIX: the first of LC_ALL, LC_CTYPE, LANG that is set decides; without any it is the C locale.
   */
  private static Charset charset(Map<String, String> environment) {
    String locale =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("C");
    return locale.toUpperCase(Locale.ROOT).matches(".*UTF-?8.*")
        ? StandardCharsets.UTF_8
        : StandardCharsets.US_ASCII;
  }

  /**
   * Linux tells what a descriptor is; elsewhere the JDK knows only whether both ends are a console.
   */
  @SuppressWarnings("SystemConsoleNull") // only where there is no /proc, and then only for colour
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    if (!Files.isDirectory(Path.of("/proc/self/fd"))) {
      return System.console() != null;
    }
    try {
      return Files.readSymbolicLink(link).toString().matches("/dev/(pts/|tty|console).*");
    } catch (IOException e) {
      return false;
    }
  }
}
