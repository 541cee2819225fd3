package io.synscope.cli;

import io.synscope.analysis.LiveAnalysis;
import io.synscope.capture.live.LiveCapture;
import io.synscope.cli.option.OutputOptions;
import io.synscope.cli.render.text.GlanceText;
import io.synscope.cli.render.text.TextStyle;
import io.synscope.cli.terminal.Terminal;
import io.synscope.evidence.EvidenceFolder;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.report.Glance;
import io.synscope.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a live capture once a second, and tells what it sees: a view that is redrawn for a
 * person at a terminal, a line for each finding that begins or ends for everybody else.
 */
final class LiveWatch implements AutoCloseable {
  private static final long BETWEEN_NANOS = 1_000_000_000L;

  /** A look may take this share of the time; after a long one the next waits longer. */
  private static final long SHARE = 10;

  /** How long a packet may be on its way from the wire to us when none waits. */
  private static final long ON_ITS_WAY_NANOS = 500_000_000L;

  private static final int NARROW = 80;

  private final LiveAnalysis analysis;
  private final LiveCapture capture;
  private final Terminal terminal;
  private final OutputOptions output;
  private final Optional<EvidenceFolder> evidence;
  private final GlanceText text;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<@Nullable UncheckedIOException> failure = new AtomicReference<>();
  private final Set<String> told = new HashSet<>();
  private final Thread thread;
  private final long startNanos = System.nanoTime();
  private @Nullable Glance before;
  private int drawn;

  private LiveWatch(
      LiveAnalysis analysis,
      LiveCapture capture,
      Terminal terminal,
      OutputOptions output,
      Optional<EvidenceFolder> evidence) {
    this.analysis = analysis;
    this.capture = capture;
    this.terminal = terminal;
    this.output = output;
    this.evidence = evidence;
    String columns = terminal.environment().getOrDefault("COLUMNS", "");
    int width = columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : NARROW;
    text = new GlanceText(new TextStyle(false, terminal.unicode(), Math.max(NARROW / 2, width)));
    thread = new Thread(this::watch, "live-watch");
    thread.setDaemon(true);
  }

  /** Begins to look. */
  static LiveWatch start(
      LiveAnalysis analysis,
      LiveCapture capture,
      Terminal terminal,
      OutputOptions output,
      Optional<EvidenceFolder> evidence) {
    LiveWatch watch = new LiveWatch(analysis, capture, terminal, output, evidence);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      long pause = BETWEEN_NANOS;
      long last = 0; // of two looks the quicker one counts: the first of all loads classes
      while (!stopped.await(pause, TimeUnit.NANOSECONDS)) {
        long begin = System.nanoTime();
        tell(analysis.look(now()));
        long took = System.nanoTime() - begin;
        pause = Math.max(BETWEEN_NANOS, SHARE * Math.min(took, last));
        last = took;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      fail(new UncheckedIOException(e));
    } catch (UncheckedIOException e) {
      fail(e);
    }
  }

  private void fail(UncheckedIOException e) {
    failure.set(e);
    capture.stop();
  }

  /** Where packets wait to be read, nobody knows what they will say: then no time has passed. */
  private long now() throws IOException {
    return capture.stream().available() > 0
        ? Long.MIN_VALUE
        : System.currentTimeMillis() * 1_000_000L - ON_ITS_WAY_NANOS;
  }

  private void tell(Glance glance) throws IOException {
    erase();
    for (Finding finding : glance.begun()) {
      told.add(key(finding));
      Optional<String> file = Optional.empty();
      if (evidence.isPresent()) {
        file = Optional.of(evidence.get().found(finding, glance.nanos()).toString());
      }
      output.tellLive(terminal, finding, "begins", glance.nanos(), file);
      say(text.begun(finding, glance.nanos()) + file.map(f -> "  -> " + f).orElse(""));
    }
    for (Finding finding : glance.ended()) {
      output.tellLive(terminal, finding, "ends", glance.nanos(), Optional.empty());
      say(text.ended(finding, glance.nanos()));
    }
    draw(glance);
  }

  private void say(String line) {
    if (!output.quiet()) {
      terminal.talk().println(line);
    }
  }

  private void draw(Glance glance) {
    if (output.progress(terminal)) {
      Glance last = before == null ? glance : before;
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      long lost =
          capture.drops().stream().mapToLong(d -> d.byKernel() + d.byInterface() + d.byUs()).sum();
      List<String> lines = text.lines(glance, last, seconds, lost);
      lines.forEach(terminal.talk()::println);
      drawn = lines.size();
    }
    before = glance;
  }

  private void erase() {
    if (drawn > 0) {
      terminal.talk().print("\u001b[" + drawn + "A\u001b[J");
      terminal.talk().flush();
      drawn = 0;
    }
  }

  /** Keeps the packets of findings that only the end has made certain, and completes the files. */
  void keepUntold(Report report) throws IOException {
    if (evidence.isPresent()) {
      try (EvidenceFolder folder = evidence.get()) {
        for (Finding finding : report.findings()) {
          boolean grave = finding.symptomOf().isEmpty() && finding.severity() != Severity.INFO;
          if (grave && !told.contains(key(finding))) {
            folder.found(finding, report.input().lastNanos());
          }
        }
      }
    }
  }

  private static String key(Finding finding) {
    return finding.cause().id() + finding.server();
  }

  /** Looks no more, takes the view away, and tells the caller what went wrong meanwhile. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    erase();
    UncheckedIOException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }
}
