package io.synscope.rule.refusal;

import io.synscope.observation.ChecksumForm;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Listener;
import java.util.List;
import java.util.Optional;

/** Who sent the RST that refused an attempt, as far as the packets tell. */
enum Refuser {
  /** The host itself by all that can be seen here: its kernel, or a firewall on it. */
  HOST,
  /** A firewall on the host: the RST was captured before the network card finished its checksum. */
  HOST_FIREWALL,
  /** A box on the path: the RST travelled another number of hops than the host's packets do. */
  MIDDLEBOX;

  /** {@return the attempts at this listener that this one refused} */
  List<ConnectionAttempt> victims(CaseFile file, Listener listener) {
    return listener.with(Outcome.REFUSED_RST).stream()
        .filter(attempt -> of(file, attempt) == this)
        .toList();
  }

  private static Refuser of(CaseFile file, ConnectionAttempt attempt) {
    if (file.story(attempt) == Story.REFUSED_RST_MIDDLEBOX) {
      return MIDDLEBOX;
    }
    boolean unfinished =
        refusal(attempt).filter(reset -> reset.checksum() == ChecksumForm.PARTIAL).isPresent();
    return unfinished ? HOST_FIREWALL : HOST;
  }

  /** {@return the RST that answered the SYN} */
  static Optional<Reset> refusal(ConnectionAttempt attempt) {
    return attempt.wire().resets().stream().filter(r -> r.from() == Party.SERVER).findFirst();
  }
}
