package io.synscope.cli;

import io.synscope.analysis.Analysis;
import io.synscope.analysis.AnalysisOptions;
import io.synscope.analysis.CaptureAnalyzer;
import io.synscope.capture.CaptureFiles;
import io.synscope.cli.option.CaptureArguments;
import io.synscope.cli.option.CaptureWords;
import io.synscope.cli.option.FilterOptions;
import io.synscope.cli.option.HtmlOption;
import io.synscope.cli.option.OutputOptions;
import io.synscope.cli.option.TalkOptions;
import io.synscope.cli.render.html.Exhibit;
import io.synscope.cli.terminal.Interrupt;
import io.synscope.cli.terminal.Progress;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import io.synscope.observation.Vantage;
import io.synscope.report.Report;
import io.synscope.rule.witness.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds two captures of the same connections against each other. */
@Command(
    name = "correlate",
    header = {
      "Two captures of the same connections, one at each end: what was lost or made up between them.",
      "",
      "  synscope correlate client.pcap server.pcap        in any order; hops tell which is which",
      "  synscope correlate client-ring/ server-ring/      directories of rotated files",
      "  synscope correlate --port 6379 a.pcap b.pcap      only these packets of both",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope correlate [OPTION...] CAPTURE CAPTURE [EXPRESSION]", ""},
    footer = {
      "",
      "--start and --end take times here, --count counts in each; libpcap for EXPRESSION only.",
      "Clocks need not agree. Across a NAT, connections are paired by their sequence numbers.",
      "Exit: 0 nothing wrong, 1 warning, 2 critical, 3 could not tell, 64 usage."
    })
final class CorrelateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CAPTURE",
      arity = "2..*",
      hideParamSyntax = true,
      description =
          "a capture, or a directory of rotated captures, of each end; then a filter as tcpdump has it")
  private List<String> words = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--vantage",
      paramLabel = "WHERE,WHERE",
      hideParamSyntax = true,
      split = ",",
      description =
          "where each was taken, in their order: client, server or midpath (default: inferred); hops and times overrule it")
  private List<Vantage> vantages = List.of();

  @Mixin private TalkOptions talk = new TalkOptions();

  @Mixin private FilterOptions filters = new FilterOptions();

  @Mixin private HtmlOption html = new HtmlOption();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Terminal terminal;

  CorrelateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    CaptureArguments arguments = CaptureArguments.of(words, spec.commandLine());
    List<String> captures = arguments.captures();
    check(captures);
    List<Path> one = CaptureWords.files(captures.subList(0, 1));
    List<Path> other = CaptureWords.files(captures.subList(1, 2));
    if (one.equals(other)) {
      throw new UsageException(
          "correlate takes two captures, one of each end of the path; both are " + captures.get(0));
    }
    Report report = report(arguments, one, other);
    int exit = output.conclude(report, terminal);
    html.write(List.of(Exhibit.of(String.join(" and ", captures), report)));
    return exit;
  }

  private void check(List<String> captures) {
    if (captures.size() != 2) {
      throw new UsageException(
          "correlate takes two captures, one of each end of the path, not %d; a directory stands for all of its files"
              .formatted(captures.size()));
    }
    if (filters.countsFrames()) {
      throw new UsageException(
          "--start and --end take times here: frames have other numbers in the other capture");
    }
    if (!vantages.isEmpty() && vantages.size() != 2) {
      throw new UsageException(
          "--vantage takes one place for each capture: --vantage client,server");
    }
  }

  private Report report(CaptureArguments arguments, List<Path> one, List<Path> other)
      throws IOException {
    Optional<Progress> progress = output.progressOfReading(terminal);
    String expression = arguments.expression();
    try (WatchedSource first = watched(one, expression, progress);
        WatchedSource second = watched(other, expression, progress)) {
      Interrupt.first(
          () -> {
            first.stop();
            second.stop();
          });
      List<Analysis> ends = CaptureAnalyzer.analyze(first, options(0), second, options(1));
      Side.Scope scope =
          new Side.Scope(!filters.limitsTime(), expression.isEmpty() && !filters.limitsAddresses());
      List<String> names = names(arguments.captures());
      return new BothEndsReport(
              new BothEndsReport.End(names.get(0), ends.get(0), scope, said(0), first.cutShort()),
              new BothEndsReport.End(names.get(1), ends.get(1), scope, said(1), second.cutShort()))
          .write();
    }
  }

  private WatchedSource watched(List<Path> files, String expression, Optional<Progress> progress)
      throws IOException {
    return new WatchedSource(CaptureFiles.open(files, filters.of(expression)), progress);
  }

  private AnalysisOptions options(int capture) {
    return AnalysisOptions.defaults()
        .at(said(capture))
        .withTalk(talk.showKeys(), talk.redisPorts());
  }

  private Optional<Vantage> said(int capture) {
    return vantages.stream().skip(capture).findFirst();
  }

  /** Without folders, where that tells the two apart. */
  private static List<String> names(List<String> captures) {
    List<String> names =
        captures.stream().map(word -> String.valueOf(Path.of(word).getFileName())).toList();
    return names.get(0).equals(names.get(1)) ? captures : names;
  }
}
