package io.synscope.tcp;

import io.synscope.observation.Ending;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** FINs and RSTs of a connection: who began to end it, how, and after which last words. */
final class Termination {
  private static final int RESETS_KEPT = 8;

  private List<ResetNote> resets = List.of();
  private @Nullable Party by;
  private Moment at = Moment.NONE;
  private Moment lastSpoken = Moment.NONE;
  private boolean reset;

  /** Hears the FIN or RST of this party; {@code latest} is the side that sent the latest data. */
  void end(Packet packet, Party party, boolean byReset, SendingSide latest) {
    if (by == null) {
      by = party;
      at = new Moment(packet.nanos(), packet.frame());
      lastSpoken = latest.lastData();
    }
    reset |= byReset;
  }

  void note(ResetNote note) {
    if (resets.isEmpty()) {
      resets = new ArrayList<>(1);
    }
    if (resets.size() < RESETS_KEPT) {
      resets.add(note);
    }
  }

  /** Data after a RST of their sender: somebody else sent that. */
  void contradictedBy(Packet data, Party from) {
    resets.stream().filter(note -> note.from() == from).forEach(note -> note.contradictedBy(data));
  }

  /** {@return who began to end it, or null when there are only RSTs that ended nothing} */
  @Nullable Party by() {
    return by;
  }

  /** {@return whether it was aborted} */
  boolean wasReset() {
    return reset;
  }

  List<ResetNote> resets() {
    return resets;
  }

  /** {@return the facts, once somebody has ended it} */
  Ending facts() {
    return by == null
        ? Ending.OPEN
        : new Ending(reset ? Ending.How.RESET : Ending.How.CLOSED, by, at, lastSpoken);
  }
}
