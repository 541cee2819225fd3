package io.synscope.story;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Observations;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.observation.WireSight;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells an attempt's whole life in one word: a pure function of its facts and of what its siblings
 * show.
 */
public final class StoryTeller {
  private final HopBaseline hops = new HopBaseline();
  private final Map<FourTuple, Integer> reused = new HashMap<>();
  private final GhostStory ghosts = new GhostStory();
  private final StuckStory stuck;
  private final ResidentStory resident;
  private final Latecomers latecomers = new Latecomers();
  private final boolean captureWhole;
  private final long captureEndNanos;

  /** A teller that knows all attempts of the case. */
  public StoryTeller(Observations observations) {
    this(observations, attempt -> {});
  }

  /**
   * A teller that knows all attempts of the case, and has let {@code beside} see each: the facts of
   * many thousands are fetched from afar once, and not for each who wants to know them.
   */
  public StoryTeller(Observations observations, Consumer<ConnectionAttempt> beside) {
    captureEndNanos = observations.capture().lastNanos();
    stuck = new StuckStory(captureEndNanos);
    resident = new ResidentStory(observations.attempts(), ghosts, captureEndNanos);
    boolean whole = observations.capture().droppedByCapture() == 0;
    for (ConnectionAttempt attempt : observations.attempts()) {
      whole &= !acknowledgesTheUnseen(attempt);
      if (attempt.incarnation() > 0) {
        reused.merge(attempt.tuple(), attempt.incarnation(), Math::max);
      }
      hops.add(attempt);
      latecomers.add(attempt);
      ghosts.add(attempt);
      resident.add(attempt);
      beside.accept(attempt);
    }
    captureWhole = whole;
    latecomers.read();
    resident.read();
  }

  private static boolean acknowledgesTheUnseen(ConnectionAttempt attempt) {
    return attempt.wire().fromClient().repair().unseenAcknowledged()
            + attempt.wire().fromServer().repair().unseenAcknowledged()
        > 0;
  }

  /** {@return TTLs by host} */
  public HopBaseline hops() {
    return hops;
  }

  /** {@return SYNs that came late, by their ports} */
  public Latecomers latecomers() {
    return latecomers;
  }

  /** {@return the story of this attempt} */
  public Story tell(ConnectionAttempt attempt) {
    return switch (attempt.outcome()) {
      case REFUSED_RST -> refused(attempt);
      case REFUSED_ICMP, UNREACHABLE_ICMP -> Story.ICMP_UNREACHABLE;
      case UNANSWERED, SYNACK_UNACKED, INCONCLUSIVE_TAIL, CHALLENGED -> Story.SYN_TIMEOUT;
      case LOCAL_NEIGHBOUR_UNREACHABLE -> Story.ARP_FAILED;
      case LOCAL_NAME_UNRESOLVED,
          LOCAL_PORTS_EXHAUSTED,
          LOCAL_DESCRIPTORS_EXHAUSTED,
          LOCAL_NO_ROUTE,
          LOCAL_POLICY,
          LOCAL_SELF_CONNECT,
          LOCAL_FAILURE ->
          Story.LOCAL_ERROR;
      case ABORTED_BY_CLIENT -> Story.RESET_BY_CLIENT;
      case RESET_AFTER_HANDSHAKE -> resetAfterHandshake(attempt.wire());
      case GHOST_ESTABLISHED -> GhostStory.of(attempt.wire());
      case ESTABLISHED_CLEAN,
          ESTABLISHED_RETRIED,
          SIMULTANEOUS_OPEN,
          INCONCLUSIVE_HEAD,
          INCONCLUSIVE_ONEWAY,
          INCONCLUSIVE_LOSS,
          INCONCLUSIVE_SNAPLEN ->
          life(attempt);
    };
  }

  private int newestIncarnation(ConnectionAttempt attempt) {
    return reused.isEmpty() ? 0 : reused.getOrDefault(attempt.tuple(), 0);
  }

  private Story refused(ConnectionAttempt attempt) {
    boolean elsewhere =
        hops.of(attempt.tuple().server().address())
            .map(
                known ->
                    attempt.wire().resets().stream()
                        .anyMatch(reset -> known.contradicts(reset.hopLimit())))
            .orElse(false);
    return elsewhere ? Story.REFUSED_RST_MIDDLEBOX : Story.REFUSED_RST;
  }

  private static Story resetAfterHandshake(WireSight wire) {
    if (wire.resets().isEmpty()) {
      return Story.RESET_BY_SERVER; // a probe's socket knows that it was reset, and no more
    }
    if (TlsStory.plainToTls(wire)) {
      return Story.CLOSED_BY_SERVER_TLS;
    }
    Reset reset = wire.resets().get(0);
    if (EndingStory.finBefore(wire, reset)) {
      return Story.CLOSED_BY_SERVER_FIN; // somebody accepted it, and closed
    }
    if (reset.form() == Reset.Form.SOCKET_ABORT) {
      return Story.RESET_BY_SERVER;
    }
    return EndingStory.foreign(wire, reset) ? Story.RESET_BY_PATH : Story.SYNACK_THEN_RST;
  }

  private Story life(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    if (ghosts.recovered(attempt)) {
      return GhostStory.of(wire);
    }
    Story story =
        TlsStory.of(wire, captureEndNanos)
            .or(() -> EndingStory.of(wire))
            .or(() -> stuck.of(wire))
            .or(() -> VanishedStory.of(attempt, newestIncarnation(attempt)))
            .orElseGet(
                () ->
                    latecomers.of(attempt).isPresent()
                        ? Story.SYN_RETRANSMIT_THEN_OK
                        : LivedStory.of(wire, captureWhole));
    boolean mayHaveWaited =
        story == Story.OK
            || story == Story.REQUEST_TIMEOUT_ACKED && wire.ending().by() != Party.SERVER;
    return mayHaveWaited ? resident.of(attempt).orElse(story) : story;
  }
}
