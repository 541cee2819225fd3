package io.synscope.cli;

import io.synscope.analysis.Analysis;
import io.synscope.analysis.AnalysisOptions;
import io.synscope.analysis.CaptureAnalyzer;
import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.cli.option.CaptureWords;
import io.synscope.cli.option.HtmlOption;
import io.synscope.cli.option.OutputOptions;
import io.synscope.cli.option.TalkOptions;
import io.synscope.cli.render.html.Exhibit;
import io.synscope.cli.terminal.Interrupt;
import io.synscope.cli.terminal.Progress;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import io.synscope.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Holds two captures of the same connections against each other. */
@Command(
    name = "correlate",
    header = {
      "Two captures of the same connections, one at each end: what was lost or made up between them.",
      "",
      "  synscope correlate client.pcap server.pcap        in any order; hops tell which is which",
      "  synscope correlate client-ring/ server-ring/      directories of rotated files",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope correlate [OPTION...] CAPTURE CAPTURE", ""},
    footer = {
      "",
      "Clocks need not agree. A NAT between the two hides which connection is which.",
      "Exit: 0 nothing wrong, 1 warning, 2 critical, 3 could not tell, 64 usage."
    })
final class CorrelateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CAPTURE",
      arity = "2",
      description = "a capture, or a directory of rotated captures, of each end")
  private List<String> captures = List.of();

  @Mixin private TalkOptions talk = new TalkOptions();

  @Mixin private HtmlOption html = new HtmlOption();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Terminal terminal;

  CorrelateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> one = CaptureWords.files(captures.subList(0, 1));
    List<Path> other = CaptureWords.files(captures.subList(1, 2));
    if (one.equals(other)) {
      throw new UsageException(
          "correlate takes two captures, one of each end of the path; both are " + captures.get(0));
    }
    Report report = report(one, other);
    int exit = output.conclude(report, terminal);
    html.write(List.of(Exhibit.of(String.join(" and ", captures), report)));
    return exit;
  }

  /** Without folders, where that tells the two apart. */
  private String name(int i) {
    List<String> names =
        captures.stream().map(word -> String.valueOf(Path.of(word).getFileName())).toList();
    return names.get(0).equals(names.get(1)) ? captures.get(i) : names.get(i);
  }

  private Report report(List<Path> one, List<Path> other) throws IOException {
    AnalysisOptions options =
        AnalysisOptions.defaults().withTalk(talk.showKeys(), talk.redisPorts());
    Optional<Progress> progress = output.progressOfReading(terminal);
    try (WatchedSource first = watched(one, progress);
        WatchedSource second = watched(other, progress)) {
      Interrupt.first(
          () -> {
            first.stop();
            second.stop();
          });
      List<Analysis> ends = CaptureAnalyzer.analyze(first, options, second, options);
      return new BothEndsReport(
              new BothEndsReport.End(name(0), ends.get(0), first.cutShort()),
              new BothEndsReport.End(name(1), ends.get(1), second.cutShort()))
          .write();
    }
  }

  private static WatchedSource watched(List<Path> files, Optional<Progress> progress)
      throws IOException {
    return new WatchedSource(CaptureFiles.open(files, CaptureOptions.DEFAULT), progress);
  }
}
