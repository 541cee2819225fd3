package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script, laid out as in a release, before a java that only says how it was called. */
class LauncherTest {
  private static final String FIRST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";
  private static final long LARGE = 600_000_000;

  @TempDir Path folder;

  @BeforeEach
  void layOutARelease() throws IOException {
    for (String name : List.of("bin", "lib", "jdk/bin")) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.copy(Path.of("../synscope"), folder.resolve("bin/synscope"));
    Files.createFile(folder.resolve("lib/synscope.jar"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    Path java =
        Files.writeString(folder.resolve("jdk/bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    for (Path program : List.of(java, folder.resolve("bin/synscope"))) {
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void shortCaptures_doWithoutTheSecondCompiler() throws Exception {
    assertThat(start("analyze", file("a.pcap", 1000), file("b.pcap", 2000)))
        .contains(FIRST_COMPILER_ALONE);
    assertThat(start("correlate", file("c.pcap", 1000), file("d.pcap", 2000)))
        .contains(FIRST_COMPILER_ALONE);
  }

  @Test
  void longCaptures_areWorthTheSecondCompiler() throws Exception {
    assertThat(start("analyze", file("a.pcap", LARGE))).doesNotContain(FIRST_COMPILER_ALONE);
    assertThat(start("analyze", file("b.pcap", LARGE / 2), file("c.pcap", LARGE / 2)))
        .doesNotContain(FIRST_COMPILER_ALONE);
    assertThat(start("analyze", "--quiet", file("d.pcap.gz", LARGE / 4)))
        .doesNotContain(FIRST_COMPILER_ALONE);
    assertThat(start("analyze", folder.toString())).doesNotContain(FIRST_COMPILER_ALONE);
  }

  @Test
  void whatCannotBeMeasured_isTakenForLong() throws Exception {
    assertThat(start("analyze", "-")).doesNotContain(FIRST_COMPILER_ALONE);
    assertThat(start("analyze", "/dev/stdin")).doesNotContain(FIRST_COMPILER_ALONE);
    assertThat(start("analyze", "no such file")).doesNotContain(FIRST_COMPILER_ALONE);
    assertThat(start("capture")).doesNotContain(FIRST_COMPILER_ALONE);
  }

  @Test
  void argumentsArriveAsTheyWereWritten() throws Exception {
    assertThat(start("analyze", "two words", "$(exit)", "")).endsWith("two words", "$(exit)", "");
  }

  private String file(String name, long bytes) throws IOException {
    Path file = folder.resolve(name);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
    return file.toString();
  }

  private List<String> start(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(folder.resolve("bin/synscope").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().remove("SYNSCOPE_JAVA_OPTS");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return List.of(said.substring(0, said.length() - 1).split("\n", -1));
  }
}
