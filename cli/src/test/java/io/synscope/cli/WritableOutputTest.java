package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run shall write is tried before the run: no target is asked, no capture is read. */
final class WritableOutputTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "analyze gone.pcap --html",
    "analyze gone.pcap --hlog",
    "correlate gone.pcap away.pcap --html",
    "report gone.json --html",
    "capture -i gone -w",
    "probe gone.invalid --hlog",
    "probe gone.invalid --csv",
    "probe gone.invalid --prom",
    "diagnose gone.invalid --prom",
    "compare gone.invalid away.invalid --html",
  })
  void fileInAFolderThatIsNotThere_orAFolder_isToldAtOnce(String command) {
    Path missing = folder.resolve("none");
    assertUsage(run(command, missing.resolve("x")), "there is no folder " + missing);
    assertUsage(run(command, folder), "is a folder; name a file");
  }

  @ParameterizedTest
  @CsvSource({
    "analyze gone.pcap --extract",
    "capture -i gone --evidence",
    "probe gone.invalid --hgrm",
  })
  void folderThatIsAFile_isToldAtOnce(String command) throws IOException {
    Path file = Files.createFile(folder.resolve("notes.txt"));
    assertUsage(run(command, file), file + " is a file; name a folder");
    assertUsage(run(command, file.resolve("below")), file + " is a file; name a folder");
  }

  @Test
  void fileThatIsMissingWhereItIsRead_isNamedAndExplained() {
    String gone = folder.resolve("gone").toString();
    Run targets = Run.of("probe", "--targets", gone);
    assertThat(targets.talk()).contains(gone + ": no such file; check the path");
    Run password = Run.of("probe", "gone.invalid", "--password-file", gone);
    assertThat(password.talk()).contains(gone + ": no such file; check the path");
    Run logs = Run.of("compare", gone + ".hlog#10.0.0.1:6379", gone + ".hlog");
    assertThat(logs.talk()).contains(gone + ".hlog: no such file; check the path");
    assertThat(logs.exit()).isEqualTo(3);
  }

  private static Run run(String command, Path output) {
    return Run.of((command + " " + output).split(" "));
  }

  private static void assertUsage(Run run, String words) {
    assertThat(run.talk()).hasLineCount(1).startsWith("synscope: ").contains(words);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(64);
  }
}
