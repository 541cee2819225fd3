package io.synscope.analysis;

import io.synscope.capture.CaptureSource;
import io.synscope.capture.PacketBatch;
import io.synscope.capture.ReadAhead;
import io.synscope.finding.Finding;
import io.synscope.observation.Observations;
import io.synscope.report.Glance;
import io.synscope.rule.Judgement;
import io.synscope.rule.RuleBook;
import io.synscope.rule.book.Catalogue;
import io.synscope.wire.Packet;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The pipeline of {@link CaptureAnalyzer} on a capture that may go on for days, of which one may
 * ask at any time how it stands.
 *
 * <p>One thread runs it, another looks. What is kept is bounded: the newest attempts, and of older
 * ones the numbers and the findings.
 */
public final class LiveAnalysis {
  private static final long WINDOW_NANOS = 300_000_000_000L;
  private static final int MOST = 8192;

  private final CaptureSource source;
  private final AnalysisOptions options;
  private final Consumer<Packet> witness;
  private final PacketSorter sorter; // guarded by this
  private final Episodes episodes = new Episodes(); // guarded by itself

  /**
   * An analysis that has read nothing yet.
   *
   * @param options where {@code unkept} hears every attempt when it is over
   * @param witness sees each packet after it was analysed, in the thread that analyses
   */
  public LiveAnalysis(CaptureSource source, AnalysisOptions options, Consumer<Packet> witness) {
    this.source = source;
    this.options = options;
    this.witness = witness;
    sorter = new PacketSorter(options, true, false);
  }

  /**
   * Analyses until the capture ends.
   *
   * @throws IOException where reading itself fails
   */
  public Analysis run() throws IOException {
    PacketBatch batch = new PacketBatch();
    try (CaptureSource reader = options.readAhead() ? ReadAhead.of(source) : source) {
      Lookahead packets = new Lookahead(reader, sorter.order(), false);
      while (packets.fill(batch)) {
        take(batch);
      }
    }
    Judgement judgement = withThePast(Catalogue.book().judge(finish()));
    return new Analysis(judgement, sorter, source.quality());
  }

  private synchronized void take(PacketBatch batch) {
    for (int i = 0; i < batch.count(); i++) {
      Packet packet = batch.packet(i);
      sorter.on(packet);
      witness.accept(packet);
    }
  }

  private synchronized Observations finish() {
    return sorter.finish(source.quality());
  }

  /** What is over and can no longer be shown by attempts stands in the report as it was told. */
  private Judgement withThePast(Judgement judgement) {
    long keptSince =
        judgement.file().attempts().stream()
            .findFirst()
            .map(attempt -> attempt.firstSeen().nanos())
            .orElse(Long.MAX_VALUE);
    List<Finding> past;
    synchronized (episodes) {
      past = episodes.before(keptSince);
    }
    if (past.isEmpty()) {
      return judgement;
    }
    return RuleBook.conclude(
        judgement.file(),
        Stream.concat(judgement.findings().stream(), past.stream()).toList(),
        judgement.notChecked());
  }

  /**
   * {@return how it stands}
   *
   * @param nowNanos what time it is: the newest packet's, or later where it is known that nothing
   *     has come since
   */
  public Glance look(long nowNanos) {
    Observations facts;
    long now;
    long packets;
    long answered;
    long errorReplies;
    synchronized (this) {
      now = Math.max(nowNanos, sorter.lastNanos());
      sorter.clock(now);
      facts = sorter.soFar(now - WINDOW_NANOS, now, MOST, source.quality());
      packets = sorter.packets();
      answered = sorter.exchanges().answered();
      errorReplies = sorter.exchanges().errorReplies();
    }
    Judgement judgement = Catalogue.book().judge(facts);
    synchronized (episodes) {
      episodes.look(judgement.findings());
      return new Glance(
          now,
          packets,
          answered,
          errorReplies,
          new ListenerTable(judgement.file()).lines(),
          episodes.begun(),
          episodes.standing(),
          episodes.ended());
    }
  }

  /** {@return the newest packet's time} */
  public synchronized long lastNanos() {
    return sorter.lastNanos();
  }
}
