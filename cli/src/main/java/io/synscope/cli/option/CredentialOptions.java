package io.synscope.cli.option;

import io.synscope.cli.terminal.CannotTellException;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import io.synscope.exchange.Credentials;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Who to authenticate as; the password comes from the environment, a file or a prompt, never from
 * the command line.
 */
public final class CredentialOptions {
  /** The variable that redis-cli reads too. */
  public static final String PASSWORD_VARIABLE = "REDISCLI_AUTH";

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "ACL user; the password is read from " + PASSWORD_VARIABLE)
  private String user = "";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "read the password from the first line of this file")
  private @Nullable Path passwordFile;

  @Option(hidden = true, names = "--askpass", description = "read the password from a prompt")
  private boolean ask;

  @Option(
      names = {"-a", "--pass"},
      hidden = true,
      paramLabel = "PASSWORD")
  private @Nullable String onCommandLine;

  /** {@return who the probe shall say it is} */
  public Credentials known(Terminal terminal) {
    return known(terminal, 0);
  }

  /** {@return the same, greeting with HELLO of that version; 0 for none} */
  public Credentials known(Terminal terminal, int hello) {
    return new Credentials(user, password(terminal), hello, 0, "");
  }

  /** {@return the password, where one was given in any allowed way} */
  private Optional<String> password(Terminal terminal) {
    if (onCommandLine != null) {
      throw new UsageException(
          "a password on the command line is visible to every user of this host: set "
              + PASSWORD_VARIABLE
              + ", or use --password-file FILE or --askpass");
    }
    if (ask) {
      return Optional.of(prompt());
    }
    Path file = passwordFile;
    if (file != null) {
      return Optional.of(firstLine(file));
    }
    return Optional.ofNullable(terminal.environment().get(PASSWORD_VARIABLE))
        .filter(word -> !word.isEmpty());
  }

  @SuppressWarnings("SystemConsoleNull") // the launcher's jdk.console=java.base keeps it null
  private static String prompt() {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("Password: ");
    if (typed == null) {
      throw new UsageException(
          "--askpass needs a terminal: set " + PASSWORD_VARIABLE + " or use --password-file FILE");
    }
    return new String(typed);
  }

  private static String firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (NoSuchFileException e) {
      throw new CannotTellException(
          "cannot read the password from " + file + ": no such file; check the path");
    } catch (IOException | UncheckedIOException e) {
      throw new CannotTellException(
          "cannot read the password from "
              + file
              + ": "
              + e.getMessage()
              + "; check the path and its permissions");
    }
  }
}
