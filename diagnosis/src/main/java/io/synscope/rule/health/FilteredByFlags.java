package io.synscope.rule.health;

import io.synscope.observation.Outcome;
import io.synscope.rule.Audit;
import io.synscope.rule.CaseFile;
import io.synscope.rule.ControlSegments;
import io.synscope.rule.Docket;
import io.synscope.rule.PlainAcks;

/** A filter on TCP flags kept everything between SYN and FIN out of the capture. */
public final class FilteredByFlags implements Audit {
  private static final int BY_CHANCE = 3;

  @Override
  public void look(CaseFile file, Docket docket) {
    long answered =
        file.attempts().stream()
            .filter(attempt -> attempt.outcome() != Outcome.ABORTED_BY_CLIENT)
            .filter(attempt -> attempt.wire().handshake().firstSynAck().seen())
            .limit(BY_CHANCE)
            .count();
    if (answered == BY_CHANCE && ControlSegments.alone(file)) {
      docket.notChecked(
          "whether handshakes were completed, and what came after them",
          "only segments with SYN, FIN or RST are in the capture, as a filter on TCP flags leaves"
              + " them",
          "tcpdump -s 256 -w FILE 'tcp port PORT', without tcp[tcpflags]");
    }
    if (PlainAcks.missing(file)) {
      docket.notChecked(
          "what the kernels acknowledged and when, and data that filled a segment",
          "not one ACK without data is in the capture, as a filter on PSH leaves it",
          "tcpdump -s 256 -w FILE 'tcp port PORT', without tcp[tcpflags]");
    }
  }
}
