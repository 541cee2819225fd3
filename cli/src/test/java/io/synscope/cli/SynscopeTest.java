package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.terminal.BrokenPipeException;
import io.synscope.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SynscopeTest {
  /** The lines of a screen that nobody has to scroll. */
  private static final int SCREEN = 40;

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void versionIsOneLine(String flag) {
    Run run = Run.of(flag);
    assertThat(run.out()).matches("synscope \\S+\\R");
    assertThat(run.exit()).isZero();
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void helpFitsOneScreenWithExamplesBeforeOptions(List<String> command) {
    Run run = Run.of(Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));
    assertThat(run.exit()).isZero();
    assertThat(run.talk()).isEmpty();
    assertThat(run.out().lines().count()).isLessThanOrEqualTo(SCREEN);
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(run.out().indexOf("  synscope ")).isBetween(0, run.out().indexOf("Usage: ") - 1);
  }

  private static Stream<List<String>> commandLines() {
    Terminal nowhere = silent();
    return Stream.concat(
        Stream.of(List.of()),
        Synscope.commandLine(nowhere).getSubcommands().keySet().stream().map(List::of));
  }

  @Test
  void shortHelpIsTheSameAsLongHelp() {
    assertThat(Run.of("analyze", "-h")).isEqualTo(Run.of("analyze", "--help"));
    assertThat(Run.of("help", "analyze")).isEqualTo(Run.of("analyze", "--help"));
    assertThat(Run.of("-h")).isEqualTo(Run.of("help"));
  }

  @Test
  void withoutCommand_usageSaysWhatToType() {
    Run run = Run.of();
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.talk()).hasLineCount(1).contains("synscope demo").contains("--help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis1:6379            | did you mean synscope probe redis1:6379?",
        "pom.xml                | did you mean synscope analyze pom.xml?",
        "frobnicate             | unknown command \"frobnicate\"",
        "--frobnicate           | unknown option --frobnicate; see",
        "analyse a.pcap         | unknown command \"analyse\": did you mean analyze?",
        "correlat a b           | did you mean correlate?",
        "analyze --fromat json  | unknown option --fromat: did you mean --format?",
        "probe redis1 -p 6380   | unknown option -p: the port stands behind the host, redis1:6380",
        "analyze -p 6379 a.pcap | unknown option -p: did you mean --port?",
        "analyze                | FILE is missing: synscope analyze [OPTION...] FILE...|- [EXPRESSION]; see",
        "compare redis1         | A B is missing: synscope compare [OPTION...] A B; see",
        "capture port 6379      | --interface INTERFACE is missing: synscope capture -i INTERFACE",
        "analyze a.pcap --html  | --html FILE is missing; see",
        "probe redis1 -c many   | 'many' is not a whole number",
        "analyze --fast x.pcap  | unknown option --fast",
        "analyze --format xml x | --format",
        "probe -i soon redis1   | \"soon\" is not a time span; write 0.5, 200ms, 5s or 2m",
        "probe --rate 0 redis1  | \"0\" is not a rate; write 200/s or 30/m",
        "probe -W 0 redis1      | \"0\" is no time at all",
        "diagnose -w 0s redis1  | \"0s\" is no time at all",
        "analyze -c 0 a.pcap    | \"0\" is no number of packets; write 1 or more",
        "capture -i lo -c -3    | \"-3\" is no number of packets",
        "probe --source 1.2.3 r1 | \"1.2.3\" is no source",
        "diagnose r1 --nagios --json | --nagios has a form of its own; leave out --format",
        "completion fish        | \"fish\" is none of bash, zsh",
        "analyze --vantage moon x | \"moon\" is none of client, server, midpath",
        "help everything        | topics: outcomes",
      })
  void wrongUsageIsOneLineAndExit64(String command, String expected) {
    Run run = Run.of(command.split(" +"));
    assertThat(run.talk()).hasLineCount(1).startsWith("synscope: ").contains(expected);
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "outcomes",
        "confidence",
        "exit-codes",
        "vantage",
        "probing",
        "privileges",
        "capturing"
      })
  void everyTopicHasAPageOf100Columns(String topic) {
    Run run = Run.of("help", topic);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isNotBlank();
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 110);
  }

  @Test
  void noTopicIsHiddenByACommand_andHelpNamesThemAll() {
    assertThat(Topic.names())
        .doesNotContainAnyElementsOf(Synscope.commandLine(silent()).getSubcommands().keySet());
    assertThat(Run.of("help", "--help").out())
        .contains("Topics: " + String.join(", ", Topic.names()) + ".");
  }

  @Test
  void eachOptionExplainsItself_becauseTheyStandInTheOrderOfTheAlphabet() {
    Synscope.commandLine(silent())
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getUsageMessage().lines().filter(line -> line.matches(" *-.*")))
                    .as(name)
                    .noneMatch(line -> line.matches(".*  (\\.\\.\\.|or|and) .*")));
  }

  @Test
  void listOfCommandsHasWholeSentences() {
    Run run = Run.of("--help");
    String commands = run.words().replaceFirst(".*Commands: ", "");
    assertThat(commands).contains("ends with ranked causes. analyze");
  }

  @Test
  void exitCodesTopicHasASentenceForEach() {
    assertThat(Run.of("help", "exit-codes").out()).contains("0 ", "1 ", "2 ", "3 ", "64", "141");
  }

  @Test
  void completionScriptKnowsCommandsAndOptions() {
    assertThat(Run.of("completion", "bash").out())
        .contains("analyze", "probe", "--format", "complete -F");
    assertThat(Run.of("completion", "zsh").out())
        .startsWith("#compdef synscope")
        .contains("bashcompinit");
    assertThat(Run.of("completion", "--help").out()).contains("\"${fpath[1]}/_synscope\"");
  }

  @Test
  void brokenPipeIsQuiet() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new BrokenPipeException(new IOException("Broken pipe"));
          }
        };
    for (String command :
        List.of("--version", "--help", "help", "completion bash", "help outcomes")) {
      assertThat(Synscope.run(terminal(closed), command.split(" "))).as(command).isEqualTo(141);
    }
  }

  private static Terminal silent() {
    return terminal(OutputStream.nullOutputStream());
  }

  private static Terminal terminal(OutputStream out) {
    PrintStream silent =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) {
                throw new AssertionError("nothing is to be said");
              }
            });
    return new Terminal(out, silent, InputStream.nullInputStream(), false, false, Map.of());
  }
}
