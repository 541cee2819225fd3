package io.synscope.rule.health;

import io.synscope.observation.Outcome;
import io.synscope.rule.Audit;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;

/** Connections of which the beginning, the end or one direction was not captured. */
public final class MissingHalves implements Audit {
  @Override
  public void look(CaseFile file, Docket docket) {
    long begun = file.with(Outcome.INCONCLUSIVE_HEAD).size();
    if (begun > 0) {
      docket.notChecked(
          "the handshakes of " + Phrase.count(begun, "connection"),
          "the capture began after their SYN",
          "start the capture first, or let one client connect anew");
    }
    long open = file.with(Outcome.INCONCLUSIVE_TAIL).size();
    if (open > 0) {
      docket.notChecked(
          "whether %s would have been answered".formatted(Phrase.count(open, "connection attempt")),
          "the capture ended before the next SYN was due",
          "capture for at least three seconds more than the clients' connect timeout");
    }
    long halved = file.with(Outcome.INCONCLUSIVE_ONEWAY).size();
    if (halved > 0) {
      docket.notChecked(
          "what the other end of %s answered".formatted(Phrase.count(halved, "connection")),
          "only one direction was captured",
          "capture both: a filter 'port PORT' and not 'dst port PORT', both ports of the mirror");
    }
  }
}
