package io.synscope.testkit.need;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks for libpcap's shared object in the loader's usual folders. */
final class LibpcapCondition implements ExecutionCondition {
  private static final String[] FOLDERS = {
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib64",
    "/usr/lib",
    "/usr/local/lib",
    "/opt/homebrew/lib"
  };

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Stream.of(FOLDERS).map(Path::of).anyMatch(LibpcapCondition::holdsLibpcap)
        ? Verdict.run()
        : Verdict.skip(context, "needs libpcap (apt-get install libpcap0.8)");
  }

  private static boolean holdsLibpcap(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, "libpcap.{so,so.*,dylib}")) {
      return found.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
