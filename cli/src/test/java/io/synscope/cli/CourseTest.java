package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a terminal shows in the place of pictures. */
final class CourseTest {
  private static final String LAB = "../pcap-analyzer/src/test/resources/lab/";

  @Test
  void overflowedQueue_isARowOfBarsBesideTheAttempts() {
    List<String> lines = Run.of("analyze", capture("burst_deploy")).out().lines().toList();
    int title = lines.indexOf("Attempts over time");
    assertThat(lines.get(title + 2)).startsWith("  clean").contains("\u2581").endsWith("67");
    assertThat(lines.get(title + 3)).startsWith("  retried").contains("\u2588").endsWith("535");
    assertThat(lines.get(title + 4)).startsWith("  accept queue").contains("\u2588");
    assertThat(lines.subList(title, title + 6)).allMatch(line -> line.length() <= 100);
  }

  @Test
  void asciiTerminal_getsAsciiBars() {
    String out =
        Run.with(Map.of("LANG", "C"), new byte[0], "analyze", capture("burst_deploy")).out();
    assertThat(out).containsPattern("retried +[_.,~=+#-]{60}");
  }

  @Test
  void fewAttempts_needNoBars() {
    assertThat(Run.of("analyze", capture("refused_by_firewall")).out())
        .doesNotContain("Attempts over time");
  }

  private static String capture(String scenario) {
    return LAB + scenario + "/client.pcap.gz";
  }
}
