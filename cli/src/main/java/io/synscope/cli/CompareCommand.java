package io.synscope.cli;

import io.synscope.cli.option.CredentialOptions;
import io.synscope.cli.option.ExitCode;
import io.synscope.cli.option.HtmlOption;
import io.synscope.cli.option.OutputFormat;
import io.synscope.cli.option.OutputOptions;
import io.synscope.cli.option.PositiveSpanConverter;
import io.synscope.cli.option.RateConverter;
import io.synscope.cli.option.RequestOptions;
import io.synscope.cli.option.SocketOptions;
import io.synscope.cli.option.SpanConverter;
import io.synscope.cli.option.TlsOptions;
import io.synscope.cli.render.html.ComparisonPage;
import io.synscope.cli.render.json.ComparisonJson;
import io.synscope.cli.render.text.ComparisonText;
import io.synscope.cli.terminal.CannotTellException;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import io.synscope.comparison.Comparer;
import io.synscope.comparison.Ports;
import io.synscope.comparison.Slots;
import io.synscope.comparison.Verdict;
import io.synscope.export.LoggedSlots;
import io.synscope.export.SlotBook;
import io.synscope.latency.Series;
import io.synscope.observation.Phase;
import io.synscope.run.ProbePlan;
import io.synscope.target.Target;
import io.synscope.target.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether B is slower than A, by how much, and how sure that is. */
@Command(
    name = "compare",
    header = {
      "Says whether two places differ in latency, by how much, and how sure that is.",
      "",
      "  synscope compare redis-a redis-b                probes both for 30 s, interleaved in random order",
      "  synscope compare same-az.hlog cross-az.hlog     or two logs of synscope probe --hlog",
      "  synscope compare redis-a redis-b --connections 16   on the same source ports: is one path slow?",
      "  synscope compare run.hlog#10.0.1.5:6379 run.hlog#10.0.2.5:6379",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope compare [OPTION...] A B", ""},
    footer = {
      "",
      "Only targets probed in one run share what drifts; two logs of different times do not, which is told.",
      "Exit: 0 equivalent, 1 different, 3 inconclusive (the sample size still needed is told), 64 usage."
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "A B",
      arity = "2",
      hideParamSyntax = true,
      description = "two targets, or two .hlog files")
  private List<String> sides = List.of();

  @Option(
      names = "--duration",
      paramLabel = "SPAN",
      converter = PositiveSpanConverter.class,
      description = "how long to probe (default: 30s)")
  private Duration duration = Duration.ofSeconds(30);

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      converter = RateConverter.class,
      description = "attempts on each of them (default: 100/s)")
  private double rate = 100;

  @Option(
      names = "--matters",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "a smaller difference does not matter, nor one below a tenth (default: 50us)")
  private Duration matters = Duration.ofNanos(50_000);

  @Mixin private SocketOptions sockets = new SocketOptions();

  @Mixin private RequestOptions requests = new RequestOptions();

  @Mixin private TlsOptions tls = new TlsOptions();

  @Mixin private CredentialOptions credentials = new CredentialOptions();

  @Mixin private HtmlOption html = new HtmlOption();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Map<String, Ports> ports = new LinkedHashMap<>();
  private final Terminal terminal;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    sides.forEach(CompareCommand::checkExists);
    boolean logA = isLog(sides.get(0));
    if (logA != isLog(sides.get(1))) {
      throw new UsageException(
          "compare takes two .hlog files or two targets; "
              + sides.get(logA ? 1 : 0)
              + " is no file");
    }
    Comparer comparer = new Comparer(matters.toNanos(), 0.1, Comparer.USUAL.draws());
    Pair pair = logA ? new Pair(logged(sides.get(0)), logged(sides.get(1))) : probed(comparer);
    Map<Phase, Pair.Compared> found = pair.compare(comparer);
    if (found.isEmpty()) {
      throw new CannotTellException(
          "nothing was timed on both sides: "
              + "see synscope probe "
              + String.join(" ", sides)
              + " for what fails");
    }
    write(found);
    return code(found).number();
  }

  private void write(Map<Phase, Pair.Compared> found) throws IOException {
    if (html.wanted()) {
      ComparisonPage page = new ComparisonPage(sides.get(0), sides.get(1));
      found.forEach((phase, one) -> page.add(phase, one.clock(), one.comparison()));
      page.addPorts(ports);
      html.write(page);
    }
    boolean json = output.format() != OutputFormat.TEXT;
    if (json) {
      ComparisonJson page = new ComparisonJson(terminal.out(), sides.get(0), sides.get(1));
      for (var entry : found.entrySet()) {
        page.add(entry.getKey(), entry.getValue().clock(), entry.getValue().comparison());
      }
      page.close(ports);
      return;
    }
    ComparisonText page = new ComparisonText(output.style(terminal), sides.get(0), sides.get(1));
    found.forEach((phase, one) -> page.add(phase, one.clock(), one.comparison()));
    page.addPorts(ports);
    terminal.print(page.toString());
  }

  private ExitCode code(Map<Phase, Pair.Compared> found) {
    List<Verdict> verdicts = found.values().stream().map(c -> c.comparison().verdict()).toList();
    return output.exitsZero()
        ? ExitCode.OK
        : verdicts.contains(Verdict.DIFFERENT)
            ? ExitCode.WARNING
            : verdicts.contains(Verdict.INCONCLUSIVE) ? ExitCode.COULD_NOT_TELL : ExitCode.OK;
  }

  private Pair probed(Comparer comparer) throws InterruptedException {
    ProbePlan plan = requests.apply(sockets.apply(ProbePlan.of(List.of())));
    List<Target> both =
        tls.secured(targets()).stream()
            .map(t -> PairedProbe.address(t, sockets.family(), sockets.timeoutNanos()))
            .toList();
    if (PairedProbe.series(both.get(0)).equals(PairedProbe.series(both.get(1)))) {
      throw new UsageException("A and B are the same address: " + both.get(0).hostPort());
    }
    plan = plan.withTargets(both).withCredentials(credentials.known(terminal, requests.hello()));
    plan = tls.plan(both).map(plan::withTls).orElse(plan);
    WarmUp.run(sockets.connections());
    PairedProbe probe = new PairedProbe(plan, rate, duration.toNanos());
    SlotBook book = probe.run();
    for (int i = 0; i < both.size(); i++) {
      Ports seen = Ports.of(probe.byPort(both.get(i)), comparer);
      if (seen.comparable()) {
        ports.put(List.of("A", "B").get(i), seen);
      }
    }
    return new Pair(
        Pair.of(book, PairedProbe.series(both.get(0))),
        Pair.of(book, PairedProbe.series(both.get(1))));
  }

  private List<Target> targets() {
    try {
      return sides.stream().map(Target::parse).toList();
    } catch (TargetException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** A log that is not there would be asked of the name server. */
  private static void checkExists(String side) {
    if (side.matches(".*\\.hlog(#.*)?") && !isLog(side)) {
      throw new CannotTellException(
          side.replaceFirst("#.*", "") + ": no such file; check the path");
    }
  }

  private static boolean isLog(String side) {
    try {
      return Files.isRegularFile(file(side));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Path file(String side) {
    return Path.of(side.replaceFirst("#[^#/]*$", ""));
  }

  private static Map<Series, Slots> logged(String side) throws IOException {
    String name = file(side).toString();
    String target = side.length() > name.length() ? side.substring(name.length() + 1) : "";
    Map<Series, Slots> kept = Pair.of(LoggedSlots.read(file(side)), target);
    List<String> targets = Pair.targets(kept);
    if (targets.size() != 1) {
      throw new UsageException(
          side
              + (targets.isEmpty() ? ": nothing of that target" : ": several targets")
              + "; write "
              + name
              + "#TARGET with one of those in the log's tags"
              + (targets.isEmpty() ? "" : ": " + String.join(", ", targets)));
    }
    return kept;
  }
}
