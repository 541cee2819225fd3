package io.synscope.rule.health;

import io.synscope.observation.CaptureFacts;
import io.synscope.observation.FoldedAttempts;
import io.synscope.observation.WireSight;
import io.synscope.rule.Audit;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Trait;

/** Packets that the capture lost or cut, and attempts of which only the number was kept. */
public final class CaptureGaps implements Audit {
  @Override
  public void look(CaseFile file, Docket docket) {
    CaptureFacts capture = file.observations().capture();
    long unseen = file.with(Trait.MENDED).stream().mapToLong(a -> unseen(a.wire())).sum();
    if (capture.droppedByCapture() > 0) {
      docket.notChecked(
          "losses at the times at which the capture itself lost packets",
          "the capturing program dropped " + Phrase.count(capture.droppedByCapture(), "packet"),
          "tcpdump -B 65536 -s 2048 -w FILE 'tcp port PORT': a larger buffer, shorter packets");
    } else if (unseen > 0) {
      docket.notChecked(
          "losses at the times at which the capture itself lost packets",
          Phrase.count(unseen, "acknowledgment") + " of bytes that are not in the capture",
          "tcpdump -B 65536 -s 2048 -w FILE 'tcp port PORT', without sampling, both directions");
    }
    if (capture.cutBySnapLength() > 0) {
      docket.notChecked(
          "what was said inside the packets that are cut",
          "the snap length cut %d of %s"
              .formatted(capture.cutBySnapLength(), Phrase.count(capture.packets(), "packet")),
          "tcpdump -s 0 -w FILE 'tcp port PORT'");
    }
    long folded = file.observations().folded().stream().mapToLong(FoldedAttempts::count).sum();
    if (folded > 0) {
      docket.notChecked(
          "the story of each single attempt among " + folded,
          "there were too many to keep apart",
          "synscope analyze FILE 'host CLIENT': one client at a time");
    }
  }

  private static long unseen(WireSight wire) {
    return (long) wire.fromClient().repair().unseenAcknowledged()
        + wire.fromServer().repair().unseenAcknowledged();
  }
}
