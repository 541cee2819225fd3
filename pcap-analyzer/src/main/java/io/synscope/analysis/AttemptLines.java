package io.synscope.analysis;

import io.synscope.flow.EmbryonicTable;
import io.synscope.flow.FirstSyn;
import io.synscope.flow.FlowKey;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Handshake;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Observations;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Story;
import io.synscope.report.AttemptLine;
import io.synscope.story.StoryTeller;
import java.util.List;
import java.util.Optional;

/** Attempts in the shape that is printed. */
final class AttemptLines {
  private AttemptLines() {}

  /** {@return what is printed of an attempt that nobody else is known beside} */
  static AttemptLine alone(ConnectionAttempt attempt) {
    List<ConnectionAttempt> it = List.of(attempt);
    Observations facts =
        new Observations(
            it, List.of(), List.of(), List.of(), List.of(), CaptureFacts.NONE, Optional.empty());
    return of(attempt, new StoryTeller(facts).tell(attempt));
  }

  /** {@return what is printed of a SYN that nothing followed} */
  static AttemptLine of(EmbryonicTable table, int slot) {
    FlowKey key = table.key(slot);
    FirstSyn syn = table.read(slot, new FirstSyn());
    return new AttemptLine(
        key.client(),
        key.server(),
        0,
        Outcome.UNANSWERED,
        Story.SYN_TIMEOUT,
        syn.nanos(),
        1,
        0,
        List.of(0L),
        0,
        LossSide.UNKNOWN,
        Outcome.UNANSWERED.zeekState(),
        "",
        "",
        syn.frame(),
        List.of(syn.frame()));
  }

  /** {@return what is printed of an attempt} */
  static AttemptLine of(ConnectionAttempt attempt, Story story) {
    Handshake handshake = attempt.wire().handshake();
    Moment first = handshake.firstSyn();
    return new AttemptLine(
        attempt.tuple().client(),
        attempt.tuple().server(),
        attempt.incarnation(),
        attempt.outcome(),
        story,
        attempt.firstSeen().nanos(),
        handshake.syns().size(),
        handshake.synAcks().size(),
        handshake.syns().stream().map(syn -> syn.since(first)).toList(),
        attempt.handshakeNanos(),
        handshake.lossSide(),
        zeekState(attempt),
        attempt.wire().icmp().stream()
            .findFirst()
            .map(report -> report.reporter().toString())
            .orElse(""),
        attempt.wire().icmp().stream().findFirst().map(Object::toString).orElse(""),
        attempt.firstSeen().frame(),
        attempt.handshakeFrames());
  }

  private static String zeekState(ConnectionAttempt attempt) {
    Ending ending = attempt.wire().ending();
    if (!attempt.outcome().established() || attempt.outcome() == Outcome.RESET_AFTER_HANDSHAKE) {
      return attempt.outcome().zeekState();
    }
    return switch (ending.how()) {
      case RESET -> ending.by() == Party.CLIENT ? "RSTO" : "RSTR";
      case CLOSED -> "SF";
      case OPEN, VANISHED -> "S1";
    };
  }
}
