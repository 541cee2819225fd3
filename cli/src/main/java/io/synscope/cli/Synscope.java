package io.synscope.cli;

import io.synscope.cli.option.ClockWish;
import io.synscope.cli.option.OutputFormat;
import io.synscope.cli.option.Version;
import io.synscope.cli.option.WordConverter;
import io.synscope.cli.terminal.ColourWish;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import io.synscope.observation.Vantage;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * The program: finds the command, runs it, and turns whatever goes wrong into one line and an exit
 * code.
 */
@Command(
    name = "synscope",
    header = {
      "Why can't my clients talk to Redis, and which packets prove it?",
      "",
      "  synscope diagnose redis1:6379         the whole checklist in ten seconds, ranked causes",
      "  synscope analyze incident.pcapng      what happened in a capture: causes, frames, what to do",
      "  synscope capture -i eth0 port 6379    the same for what passes an interface now",
      "  synscope probe redis1:6379 -c 100     time handshakes and round trips, name what fails",
      "  synscope demo                         see both at work here; needs no Redis, no root",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope COMMAND [OPTION...] [ARGUMENT...]", ""},
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "synscope COMMAND --help explains a command; synscope help TOPIC explains a notion."
    },
    versionProvider = Version.class)
public final class Synscope implements Runnable {
  private static final int HELP_COLUMNS = 100;
  private static final Map<String, Function<Terminal, Object>> COMMANDS = commands();
  private static final Set<String> TELL_OF_OTHERS = Set.of("help", "completion");
  private static final Set<String> TELL_OF_NONE = Set.of("-V", "--version");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "this help; never a host")
  @SuppressWarnings("unused") // picocli asks whether it was given
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "the version")
  @SuppressWarnings("unused") // picocli asks whether it was given
  private boolean version;

  private Synscope() {}

  private static Map<String, Function<Terminal, Object>> commands() {
    Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
    commands.put("diagnose", DiagnoseCommand::new);
    commands.put("analyze", AnalyzeCommand::new);
    commands.put("capture", CaptureCommand::new);
    commands.put("correlate", CorrelateCommand::new);
    commands.put("probe", ProbeCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("interfaces", InterfacesCommand::new);
    commands.put("compare", CompareCommand::new);
    commands.put("demo", DemoCommand::new);
    commands.put("help", HelpCommand::new);
    commands.put("completion", CompletionCommand::new);
    return Collections.unmodifiableMap(commands);
  }

  /** Runs the program and ends the process. */
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess();
    int code = run(terminal, arguments);
    System.exit(code);
  }

  /** {@return what the process shall return after these arguments} */
  static int run(Terminal terminal, String... arguments) {
    try {
      Optional<String> correction = HostFlag.correction(arguments);
      if (correction.isPresent()) {
        throw new UsageException(correction.get());
      }
      int code = commandLine(terminal, named(arguments)).execute(arguments);
      terminal.print("");
      return code;
    } catch (RuntimeException e) {
      return OneLine.tell(e, terminal);
    }
  }

  /**
   * {@return the command that these arguments begin with, or all; none for the version alone} The
   * grammars of the others would cost a fifth of the time that a small capture takes.
   */
  private static Map<String, Function<Terminal, Object>> named(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    if (arguments.length == 1 && TELL_OF_NONE.contains(first)) {
      return Map.of();
    }
    Function<Terminal, Object> command = COMMANDS.get(first);
    return command == null || TELL_OF_OTHERS.contains(first) ? COMMANDS : Map.of(first, command);
  }

  /** {@return the grammar of the whole command line} */
  static CommandLine commandLine(Terminal terminal) {
    return commandLine(terminal, COMMANDS);
  }

  private static CommandLine commandLine(
      Terminal terminal, Map<String, Function<Terminal, Object>> commands) {
    CommandLine line = new CommandLine(new Synscope());
    commands.forEach((name, command) -> line.addSubcommand(name, command.apply(terminal)));
    boolean colour = ColourWish.AUTO.granted(terminal.outIsTerminal(), terminal.environment());
    line.setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setUsageHelpWidth(HELP_COLUMNS);
    line.registerConverter(
        OutputFormat.class, new WordConverter<>(EnumSet.allOf(OutputFormat.class)));
    line.registerConverter(ColourWish.class, new WordConverter<>(EnumSet.allOf(ColourWish.class)));
    line.registerConverter(
        Vantage.class,
        new WordConverter<>(EnumSet.of(Vantage.CLIENT, Vantage.SERVER, Vantage.MIDPATH)));
    line.registerConverter(Shell.class, new WordConverter<>(EnumSet.allOf(Shell.class)));
    line.registerConverter(ClockWish.class, new WordConverter<>(EnumSet.allOf(ClockWish.class)));
    line.setAbbreviatedOptionsAllowed(false);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.talk(), true, StandardCharsets.UTF_8));
    line.setExecutionStrategy(parsed -> execute(parsed, terminal));
    line.setParameterExceptionHandler((e, given) -> OneLine.tell(e, terminal));
    line.setExecutionExceptionHandler((e, command, parsed) -> OneLine.tell(e, terminal));
    return line;
  }

  /** Help and version are printed here; what fails then would otherwise become a stack trace. */
  private static int execute(ParseResult parsed, Terminal terminal) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (UncheckedIOException e) {
      return OneLine.tell(e, terminal);
    }
  }

  @Override
  public void run() {
    throw new UsageException("a command is missing: try synscope demo, or synscope --help");
  }
}
