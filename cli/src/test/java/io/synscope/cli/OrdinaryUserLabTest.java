package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program as nobody, in a process of its own: no capability, no file that is not everybody's.
 */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "setpriv", "redis-server"})
final class OrdinaryUserLabTest {
  private static final Lab LAB = Lab.create();

  @TempDir private static Path folder;

  private static String classPath = "";

  @BeforeAll
  static void copyTheProgram() throws IOException {
    open(folder);
    List<String> copied = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path from = Path.of(entry);
      if (Files.exists(from)) {
        Path to = folder.resolve(copied.size() + "-" + from.getFileName());
        copy(from, to);
        copied.add(to.toString());
      }
    }
    classPath = String.join(File.pathSeparator, copied);
    LAB.redis();
  }

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @Test
  void diagnose_findsAHealthyServerHealthy_andSaysWhatItCouldNotSee() {
    String said = asNobody("diagnose", Lab.SERVER);
    assertThat(said).endsWith("exit 0\n").doesNotContain("Exception");
    assertThat(said.replaceAll("\\s+", " "))
        .contains("Nothing wrong was found")
        .contains("server: Redis ")
        .contains("Not checked - packets of this run")
        .contains("CAP_NET_RAW");
  }

  @Test
  void diagnose_namesARefusal() {
    assertThat(asNobody("diagnose", Lab.SERVER + ":7001"))
        .contains("refused_no_listener")
        .endsWith("exit 2\n");
  }

  @Test
  void capture_saysTheThreeWays_inOneMessage() {
    String said = asNobody("capture", "-i", "c0", "tcp port 6379");
    assertThat(said)
        .startsWith("synscope: ")
        .contains("CAP_NET_RAW", "sudo", "setcap", "tcpdump", "| synscope analyze -")
        .doesNotContain("\tat ")
        .endsWith("exit 3\n");
  }

  private static String asNobody(String... arguments) {
    String program =
        "setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all --bounding-set=-all "
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + " -XX:TieredStopAtLevel=1 -cp "
            + classPath
            + " io.synscope.cli.Synscope "
            + String.join(" ", Stream.of(arguments).map(word -> "'" + word + "'").toList());
    return LAB.client().run("sh", "-c", "cd / && " + program + " 2>&1; echo exit $?");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path there = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(there);
        } else {
          Files.copy(each, there);
        }
        open(there);
      }
    }
  }

  private static void open(Path path) {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
