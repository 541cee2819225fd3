package io.synscope.analysis;

import io.synscope.capture.CaptureQuality;
import io.synscope.report.Report;
import io.synscope.rule.Judgement;

/** The result of one analysis: the judgement, and the report that people and programs read. */
public final class Analysis {
  private final Judgement judgement;
  private final Report report;

  Analysis(Judgement judgement, PacketSorter sorter, CaptureQuality quality) {
    this.judgement = judgement;
    report = new CaptureReport(judgement, sorter, quality).write();
  }

  /** {@return findings with the facts they rest on} */
  public Judgement judgement() {
    return judgement;
  }

  /** {@return the report} */
  public Report report() {
    return report;
  }
}
