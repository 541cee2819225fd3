package io.synscope.cli;

import io.synscope.cli.option.ExitCode;
import io.synscope.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the script that completes synscope's commands and options in a shell. */
@Command(
    name = "completion",
    header = {
      "Completion of commands and options for bash and zsh.",
      "",
      "  source <(synscope completion bash)                                        for this shell",
      "  synscope completion bash > ~/.local/share/bash-completion/completions/synscope",
      "  synscope completion zsh > \"$${fpath[1]}/_synscope\"",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope completion bash|zsh", ""})
final class CompletionCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SHELL", description = "bash or zsh")
  private Shell shell = Shell.BASH;

  private final Terminal terminal;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash("synscope", Synscope.commandLine(terminal));
    terminal.print(
        switch (shell) {
          case BASH -> script;
          case ZSH ->
              "#compdef synscope\nautoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
                  + script;
        });
    return ExitCode.OK.number();
  }
}
