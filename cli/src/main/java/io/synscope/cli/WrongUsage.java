package io.synscope.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A wrong command line in words: what is wrong with it, and what was probably meant. */
final class WrongUsage {
  private static final Set<String> OF_CAPTURES = Set.of("analyze", "correlate");
  private static final Set<String> OF_TARGETS = Set.of("probe", "compare", "diagnose");

  private WrongUsage() {}

  static String words(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing(missing.getMissing().get(0), e.getCommandLine().getCommandSpec());
    }
    return String.valueOf(e.getMessage())
        .replaceFirst("is not an? (?:int|long)$", "is not a whole number");
  }

  private static String missing(ArgSpec argument, CommandSpec command) {
    String what =
        argument instanceof OptionSpec option
            ? option.longestName() + " " + argument.paramLabel()
            : argument.paramLabel();
    String[] synopsis = command.usageMessage().customSynopsis();
    boolean tellAll = argument.required() && synopsis.length > 0;
    return what + " is missing" + (tellAll ? ": " + synopsis[0] : "");
  }

  private static String unmatched(UnmatchedArgumentException e) {
    List<String> words = e.getUnmatched();
    String word = words.isEmpty() ? "" : words.get(0);
    String verb = e.getCommandLine().getCommandName();
    if (word.startsWith("-")) {
      return "unknown option " + word + meant(word, verb, e);
    }
    if (!verb.equals("synscope")) {
      return "unexpected argument " + word;
    }
    if (isFile(word)) {
      return "\"" + word + "\" is a file: did you mean synscope analyze " + word + "?";
    }
    return word.matches(".*[.:].*")
        ? "\"" + word + "\" is no command: did you mean synscope probe " + word + "?"
        : "unknown command \"" + word + "\"" + meant(word, verb, e);
  }

  private static String meant(String word, String verb, UnmatchedArgumentException e) {
    if (word.equals("-p") && OF_TARGETS.contains(verb)) {
      return ": the port stands behind the host, redis1:6380";
    }
    if (word.equals("-p") && OF_CAPTURES.contains(verb)) {
      return ": did you mean --port?";
    }
    return Nearest.to(word, word.startsWith("-") ? options(e) : commands(e))
        .map(near -> ": did you mean " + near + "?")
        .orElse("");
  }

  private static List<String> options(UnmatchedArgumentException e) {
    return e.getCommandLine().getCommandSpec().options().stream()
        .flatMap(option -> List.of(option.names()).stream())
        .filter(name -> name.startsWith("--"))
        .toList();
  }

  private static List<String> commands(UnmatchedArgumentException e) {
    return List.copyOf(e.getCommandLine().getSubcommands().keySet());
  }

  private static boolean isFile(String word) {
    try {
      return Files.exists(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
