package io.synscope.cli;

import io.synscope.capture.live.BpfException;
import io.synscope.capture.live.LiveException;
import io.synscope.cli.option.ExitCode;
import io.synscope.cli.terminal.BrokenPipeException;
import io.synscope.cli.terminal.CannotTellException;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Failures in one line: what, where, what to do; never a stack trace unless SYNSCOPE_TRACE asks for
 * it.
 */
final class OneLine {
  private static final String TRACE = "SYNSCOPE_TRACE";

  private OneLine() {}

  /** Says what went wrong and returns the exit code that belongs to it. */
  static int tell(Exception failure, Terminal terminal) {
    if (failure instanceof BrokenPipeException) {
      return ExitCode.BROKEN_PIPE.number();
    }
    if (!terminal.environment().getOrDefault(TRACE, "").isEmpty()) {
      failure.printStackTrace(terminal.talk());
    }
    if (failure instanceof ParameterException usage) {
      return say(words(usage) + hint(usage), ExitCode.USAGE, terminal);
    }
    if (failure instanceof UsageException
        || failure instanceof LiveException live && live.wrongFilter()) {
      return say(String.valueOf(failure.getMessage()), ExitCode.USAGE, terminal);
    }
    return say(words(failure), ExitCode.COULD_NOT_TELL, terminal);
  }

  private static int say(String line, ExitCode code, Terminal terminal) {
    terminal.talk().println("synscope: " + line.replaceAll("\\s*\\R\\s*", "; "));
    return code.number();
  }

  static String words(Exception failure) {
    if (failure instanceof UncheckedIOException
        && failure.getCause() instanceof IOException io
        && io.getMessage() != null) {
      return words(io);
    }
    if (failure instanceof FileSystemException file) {
      return words(file);
    }
    if (failure instanceof CannotTellException
        || failure instanceof BpfException
        || failure instanceof LiveException
        || failure instanceof IOException && failure.getMessage() != null) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof ParameterException usage) {
      return WrongUsage.words(usage);
    }
    return "an error of synscope itself: "
        + failure
        + "; set "
        + TRACE
        + "=1 to see where, and please report it";
  }

  private static String words(FileSystemException failure) {
    String file = failure.getFile();
    if (failure instanceof NoSuchFileException) {
      return file + ": no such file; check the path";
    }
    if (failure instanceof AccessDeniedException) {
      return file
          + ": permission denied; let its owner read it to us: sudo cat "
          + file
          + " | synscope analyze -";
    }
    return file
        + ": "
        + (failure.getReason() == null ? "cannot be read" : failure.getReason())
        + "; check the path";
  }

  private static String hint(ParameterException e) {
    CommandLine command = e.getCommandLine();
    return "; see " + command.getCommandSpec().qualifiedName() + " --help";
  }
}
