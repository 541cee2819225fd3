package io.synscope.cli;

import io.synscope.analysis.AnalysisOptions;
import io.synscope.analysis.LiveAnalysis;
import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureSource;
import io.synscope.capture.live.LiveCapture;
import io.synscope.capture.live.LiveOptions;
import io.synscope.capture.live.RotatedFiles;
import io.synscope.capture.live.SavedStream;
import io.synscope.cli.option.HtmlOption;
import io.synscope.cli.option.OutputOptions;
import io.synscope.cli.option.PacketCountConverter;
import io.synscope.cli.option.PositiveSpanConverter;
import io.synscope.cli.option.SavingOptions;
import io.synscope.cli.option.TalkOptions;
import io.synscope.cli.render.html.Exhibit;
import io.synscope.cli.terminal.Interrupt;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import io.synscope.evidence.EvidenceFolder;
import io.synscope.observation.Vantage;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import io.synscope.wire.Packet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges what passes an interface now, by the same rules as a capture file. */
@Command(
    name = "capture",
    header = {
      "The same judgement as analyze on what passes an interface now; Ctrl-C ends it with the report.",
      "",
      "  synscope capture -i eth0 port 6379                until Ctrl-C",
      "  synscope capture -i any --duration 30s 'port 6379 or icmp or icmp6'",
      "  synscope capture -i eth0 -w ring.pcapng -C 100 -W 10 port 6379     ... and keep the last 1 GB",
      "  synscope capture -i eth0 --evidence /var/tmp/ev port 6379     packets around each finding",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope capture -i INTERFACE [OPTION...] [EXPRESSION]", ""},
    footer = {
      "",
      "Needs libpcap and CAP_NET_RAW; without: sudo tcpdump -U -w - port 6379 | synscope analyze -",
      "Exit: 0 nothing wrong, 1 warning, 2 critical, 3 could not tell, 64 usage."
    })
final class CaptureCommand implements Callable<Integer> {
  private static final int KIBIBYTE = 1024;
  private static final int LARGEST_BUFFER_KIBIBYTES = 2_000_000;

  @Parameters(
      paramLabel = "EXPRESSION",
      arity = "0..*",
      description = "which packets, as tcpdump has it; let ICMP in: it answers SYNs, too")
  private List<String> words = List.of();

  @Option(
      names = {"-i", "--interface"},
      required = true,
      paramLabel = "INTERFACE",
      description = "where; any for all; may be repeated; synscope interfaces lists them")
  private List<String> devices = List.of();

  @Option(
      names = {"-s", "--snaplen"},
      paramLabel = "BYTES",
      description = "kept of each packet (default: ${DEFAULT-VALUE})")
  private int snapLength = LiveOptions.SNAP_LENGTH;

  @Option(
      names = {"-B", "--buffer"},
      paramLabel = "KIB",
      description = "the kernel's buffer (default: ${DEFAULT-VALUE})")
  private int bufferKibibytes = LiveOptions.BUFFER_BYTES / KIBIBYTE;

  @Option(names = "--promiscuous", description = "take packets for other hosts, too")
  private boolean promiscuous;

  @Option(
      names = "--duration",
      paramLabel = "SPAN",
      converter = PositiveSpanConverter.class,
      description = "end after this time: 30s, 5m")
  private @Nullable Duration duration;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "PACKETS",
      converter = PacketCountConverter.class,
      description = "end after so many packets")
  private long count;

  @Option(
      names = "--vantage",
      paramLabel = "WHERE",
      description = "where this is: client, server or midpath (default: inferred)")
  private @Nullable Vantage vantage;

  @Mixin private TalkOptions talk = new TalkOptions();

  @Option(
      names = {"-n", "-p", "-U"},
      hidden = true,
      description = "accepted and without effect: that is how it works here")
  @SuppressWarnings("unused") // tcpdump's users type them
  private boolean[] asTcpdump = {};

  @Mixin private SavingOptions saving = new SavingOptions();

  @Mixin private HtmlOption html = new HtmlOption();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Terminal terminal;

  CaptureCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    saving.check();
    LiveOptions options = options();
    try (LiveCapture capture = LiveCapture.open(options)) {
      Interrupt.first(capture::stop);
      if (!output.quiet()) {
        terminal
            .talk()
            .println(
                "capturing on " + String.join(", ", devices) + "; Ctrl-C ends it with the report");
      }
      ScheduledExecutorService alarm = alarm(capture);
      try {
        Report report = LiveReport.of(report(capture), capture.drops());
        html.write(List.of(Exhibit.of(String.join(", ", devices), report)));
        return output.conclude(report, terminal);
      } finally {
        alarm.shutdownNow();
      }
    }
  }

  private LiveOptions options() {
    if (snapLength < 0 || snapLength > 262_144) {
      throw new UsageException("--snaplen " + snapLength + ": 1 to 262144, or 0 for all");
    }
    if (bufferKibibytes < 1 || bufferKibibytes > LARGEST_BUFFER_KIBIBYTES) {
      throw new UsageException("-B takes 1 to " + LARGEST_BUFFER_KIBIBYTES + " KiB");
    }
    LiveOptions usual = LiveOptions.of(devices, String.join(" ", words));
    return usual
        .with(snapLength == 0 ? 262_144 : snapLength, promiscuous)
        .withBuffers(bufferKibibytes * KIBIBYTE, usual.ringBytes())
        .withCount(count);
  }

  private ScheduledExecutorService alarm(LiveCapture capture) {
    ScheduledExecutorService alarm =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "capture-duration");
              thread.setDaemon(true);
              return thread;
            });
    if (duration != null) {
      ScheduledFuture<?> unused =
          alarm.schedule(capture::stop, duration.toNanos(), TimeUnit.NANOSECONDS);
    }
    return alarm;
  }

  private Report report(LiveCapture capture) throws IOException {
    Optional<RotatedFiles> files = saving.open();
    Optional<EvidenceFolder> evidence = saving.openEvidence();
    InputStream stream = capture.stream();
    InputStream saved = files.isPresent() ? new SavedStream(stream, files.get()) : stream;
    String name = String.join("+", devices);
    CaptureSource source = CaptureFiles.open(name, saved, CaptureOptions.DEFAULT);
    Optional<Consumer<AttemptLine>> attempts = output.stream(terminal, List.of(name));
    AnalysisOptions options =
        AnalysisOptions.defaults()
            .at(Optional.ofNullable(vantage))
            .withTalk(talk.showKeys(), talk.redisPorts())
            .heardBy(attempts, Optional.empty());
    LiveAnalysis analysis =
        new LiveAnalysis(source, options, packet -> evidence.ifPresent(e -> keep(e, packet)));
    LiveWatch watch = LiveWatch.start(analysis, capture, terminal, output, evidence);
    Report report;
    try {
      report = analysis.run().report();
    } finally {
      watch.close();
    }
    watch.keepUntold(report);
    return attempts.isPresent() ? report.withoutAttempts() : report;
  }

  private static void keep(EvidenceFolder evidence, Packet packet) {
    try {
      evidence.on(packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
