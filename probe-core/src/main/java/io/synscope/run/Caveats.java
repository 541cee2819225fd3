package io.synscope.run;

import java.util.ArrayList;
import java.util.List;

/** What a reader must know before trusting a run's numbers, one sentence each. */
final class Caveats {
  private Caveats() {}

  static List<String> of(String lacks, Counts counts) {
    List<String> caveats = new ArrayList<>();
    if (!lacks.isEmpty()) {
      caveats.add("Not told here: " + lacks + ".");
    }
    if (counts.lateAnswers() > 0) {
      caveats.add(
          counts.lateAnswers()
              + (counts.lateAnswers() == 1 ? " answer" : " answers")
              + " came after the timeout; that counts as timed out, and with its true time in the histograms.");
    }
    if (counts.stalled() > 0) {
      caveats.add(
          counts.stalled()
              + (counts.stalled() == 1 ? " measurement overlaps" : " measurements overlap")
              + " a pause of the probe itself (HICCUP): user times there are this host's.");
    }
    return caveats;
  }
}
