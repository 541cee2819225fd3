package io.synscope.cli.option;

import io.synscope.cli.terminal.UsageException;
import io.synscope.target.Target;
import io.synscope.target.TargetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who is probed: words of the command line, lines of a file, or both. */
public final class TargetOptions {
  @Parameters(paramLabel = "TARGET", arity = "0..*", description = "who to probe")
  private List<String> words = List.of();

  @Option(
      names = "--targets",
      paramLabel = "FILE",
      hidden = true,
      description = "more of them, one a line; # begins a remark")
  private @Nullable Path file;

  /** {@return all targets, in the order in which they were given} */
  public List<Target> targets() {
    try {
      List<Target> all = new ArrayList<>(Target.parseAll(words));
      if (file != null) {
        for (String line : lines(file)) {
          all.addAll(Target.parseAll(List.of(line.split("\\s+"))));
        }
      }
      if (all.isEmpty()) {
        throw new UsageException("no target: name one, such as redis1:6379, or --targets FILE");
      }
      return List.copyOf(all);
    } catch (TargetException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
