package io.synscope.analysis;

import io.synscope.capture.CaptureSource;
import io.synscope.capture.ReadAhead;
import io.synscope.rule.Judgement;
import io.synscope.rule.book.Catalogue;
import java.io.IOException;

/**
 * The pipeline: bytes to packets to connections to observations to findings.
 *
 * <pre>
 * capture -> wire -> flow -> tcp -> redis -> observations -> rules -> report
 * reader thread | this thread | listener | this thread
 * </pre>
 *
 * <p>Batches of packets and what they gave to hear pass from thread to thread in the order of the
 * capture ({@link ReadAhead}, {@link LaterHearing}); with one thread the report is the same.
 */
public final class CaptureAnalyzer {
  private CaptureAnalyzer() {}

  /**
   * Analyses a capture from its first packet to its last.
   *
   * @throws IOException where reading itself fails; damage in the capture is part of the result
   */
  public static Analysis analyze(CaptureSource source, AnalysisOptions options) throws IOException {
    PacketSorter sorter = new PacketSorter(options, false, options.hearsLater());
    try (CaptureSource reader = options.readAhead() ? ReadAhead.of(source) : source) {
      sorter.takeAll(reader);
    }
    Judgement judgement = Catalogue.book().judge(sorter.finish(source.quality()));
    return new Analysis(judgement, sorter, source.quality());
  }
}
