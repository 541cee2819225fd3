package io.synscope.cli;

import io.synscope.analysis.Analysis;
import io.synscope.analysis.AnalysisOptions;
import io.synscope.analysis.CaptureAnalyzer;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureSource;
import io.synscope.capture.CapturedFile;
import io.synscope.cli.option.CaptureArguments;
import io.synscope.cli.option.CaptureWords;
import io.synscope.cli.option.EvidenceOptions;
import io.synscope.cli.option.FilterOptions;
import io.synscope.cli.option.HtmlOption;
import io.synscope.cli.option.OutputFormat;
import io.synscope.cli.option.OutputOptions;
import io.synscope.cli.option.TalkOptions;
import io.synscope.cli.option.WritableFileConverter;
import io.synscope.cli.render.html.Exhibit;
import io.synscope.cli.render.json.SavedReport;
import io.synscope.cli.terminal.Interrupt;
import io.synscope.cli.terminal.Terminal;
import io.synscope.evidence.EvidenceReader;
import io.synscope.evidence.Ladder;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.Vantage;
import io.synscope.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads captures and tells what became of every connection attempt. */
@Command(
    name = "analyze",
    header = {
      "What happened in a capture: the outcome of every attempt, causes with frame numbers, what to do.",
      "",
      "  synscope analyze incident.pcapng                  the report, for people",
      "  synscope analyze --format json a.pcap b.pcap.gz   both as one capture, for programs",
      "  synscope analyze --explain F1 incident.pcapng     ... and the packets that show the first cause",
      "  tcpdump -i eth0 -w - port 6379 | synscope analyze -",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope analyze [OPTION...] FILE...|- [EXPRESSION]", ""},
    footer = {
      "",
      "Reads pcap and pcapng, also gzip or zstd compressed. Needs no root; libpcap for EXPRESSION only.",
      "Exit: 0 nothing wrong, 1 warning, 2 critical, 3 could not tell, 64 usage."
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final long QUICKLY_READ_BYTES = 32L << 20;

  /** One second capture in so many packets is more than a capture of one place has. */
  private static final long TWICE_CAPTURED = 5;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "captures, directories of captures, or -; then a filter as tcpdump has it")
  private List<String> words = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--vantage",
      paramLabel = "WHERE",
      description = "where it was taken: client, server or midpath (default: inferred)")
  private @Nullable Vantage vantage;

  @Mixin private TalkOptions talk = new TalkOptions();

  @Option(
      names = "--hlog",
      paramLabel = "FILE",
      converter = WritableFileConverter.class,
      description = "times of each second, command and server; for synscope compare")
  private Optional<Path> hlog = Optional.empty();

  @Option(
      names = {"-n", "-r"},
      description = "accepted and without effect, for tcpdump's sake")
  @SuppressWarnings("unused") // tcpdump's users type -nn, too
  private boolean[] asTcpdump = {};

  @Mixin private FilterOptions filters = new FilterOptions();

  @Mixin private EvidenceOptions evidence = new EvidenceOptions();

  @Mixin private HtmlOption html = new HtmlOption();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Terminal terminal;

  AnalyzeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    CaptureArguments arguments = CaptureArguments.of(words, spec.commandLine());
    evidence.check(arguments.captures(), output.format());
    CaptureOptions options = filters.of(arguments.expression());
    Report report = report(CaptureWords.open(arguments.captures(), options, terminal));
    List<Optional<Ladder>> ladders = ladders(report, arguments);
    int exit = output.conclude(new SavedReport(report, ladders), terminal);
    evidence.show(
        report, arguments.captures(), filters.of(arguments.expression()), output, terminal);
    if (html.wanted()) {
      String title = String.join(" ", arguments.captures());
      html.write(List.of(new Exhibit(title, report, ladders)));
    }
    return exit;
  }

  /**
   * The packets of each finding, for a page now or made of the JSON later. Only what can be read a
   * second time has them, and for JSON only what is read in a moment.
   */
  private List<Optional<Ladder>> ladders(Report report, CaptureArguments arguments)
      throws IOException {
    if (report.findings().isEmpty() || !CaptureWords.rereadable(arguments.captures())) {
      return List.of();
    }
    List<Path> files = CaptureWords.files(arguments.captures());
    boolean saved = output.format() == OutputFormat.JSON && bytes(files) <= QUICKLY_READ_BYTES;
    return html.wanted() || saved
        ? new EvidenceReader(files, filters.of(arguments.expression())).ladders(report.findings())
        : List.of();
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private Report report(CaptureSource capture) throws IOException {
    Optional<ExchangeLog> log = hlog.map(ExchangeLog::new);
    try (WatchedSource source = new WatchedSource(capture, output.progressOfReading(terminal))) {
      Interrupt.first(source::stop);
      Report report = asTakenAtTwoPlaces(CaptureAnalyzer.analyze(source, options(source, log)));
      if (log.isPresent()) {
        log.get().close();
      }
      return source.cutShort().map(report::withCaveat).orElse(report);
    }
  }

  /** Two files that hold the same packets some hops apart are better asked what came through. */
  private static Report asTakenAtTwoPlaces(Analysis analysis) {
    Report report = analysis.report();
    CaptureFacts facts = analysis.judgement().file().observations().capture();
    boolean twice = facts.secondCapturesOtherHop() * TWICE_CAPTURED > facts.packets();
    return twice && report.input().files().size() == 2
        ? report.withCaveat(
            "Many packets are in this capture twice, some hops apart. If the two files were taken at two places, synscope correlate holds them against each other.")
        : report;
  }

  private AnalysisOptions options(CaptureSource source, Optional<ExchangeLog> log) {
    List<String> names = source.quality().files().stream().map(CapturedFile::name).toList();
    return AnalysisOptions.defaults()
        .at(Optional.ofNullable(vantage))
        .withTalk(talk.showKeys(), talk.redisPorts())
        .heardBy(output.stream(terminal, names), log.map(all -> all));
  }
}
