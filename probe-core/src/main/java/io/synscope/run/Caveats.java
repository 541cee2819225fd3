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
              + " answers came after their time; they count as timed out, and with their true time in the histograms.");
    }
    if (counts.stalled() > 0) {
      caveats.add(
          counts.stalled()
              + " measurements overlap a pause of the probe itself (HICCUP): their user times are this host's.");
    }
    return caveats;
  }
}
