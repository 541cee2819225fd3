package io.synscope.cli;

import io.synscope.cli.option.ExitCode;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a notion or a command. */
@Command(
    name = "help",
    header = {
      "Explains a notion or a command.",
      "",
      "  synscope help outcomes        what can become of a connection attempt",
      "  synscope help capturing       how to capture so that the report can be sure",
      "  synscope help probe           the same as synscope probe --help",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope help [TOPIC|COMMAND]", ""},
    footer = {
      "",
      "Topics: outcomes, confidence, exit-codes, vantage, probing, privileges, capturing."
    })
final class HelpCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "a topic, or a command's name")
  private String topic = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Terminal terminal;

  HelpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandLine program = spec.root().commandLine();
    if (topic.isEmpty()) {
      terminal.print(program.getUsageMessage());
    } else if (program.getSubcommands().containsKey(topic)) {
      terminal.print(program.getSubcommands().get(topic).getUsageMessage());
    } else {
      terminal.print(
          Topic.named(topic)
              .map(Topic::page)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "no topic \"" + topic + "\"; topics: " + String.join(", ", names()))));
    }
    return ExitCode.OK.number();
  }

  private static List<String> names() {
    return Topic.names();
  }
}
