package io.synscope.tcp;

import io.synscope.flow.Flow;
import io.synscope.flow.FlowKey;
import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.IdleGap;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.wire.Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one connection, as the endpoints keep it in their transmission control blocks
 * (RFC 9293 3.3.1): its trackers, and what they tell together.
 *
 * <p>{@link Connection} hears the segments that change it. What few connections need is null until
 * they do: most of a capture's connections live shortly, and there are very many of them.
 */
abstract class ControlBlock extends Flow {
  private final int incarnation;
  final HandshakeTracker handshake = new HandshakeTracker();
  final SendingSide client = new SendingSide(Party.CLIENT);
  private @Nullable SendingSide server;
  private @Nullable SendingSide latest;
  private @Nullable IdleTracker idle;
  @Nullable List<IcmpReport> reports;
  @Nullable Speech speech;
  @Nullable Termination termination;
  private long firstNanos = Moment.NEVER;
  private long firstFrame;
  long lastNanos = Moment.NEVER;
  private long lastFrame;
  boolean cutHeader;

  ControlBlock(FlowKey key, int incarnation) {
    super(key);
    this.incarnation = incarnation;
  }

  /** A packet of this connection was captured. */
  final void touch(long nanos, long frame) {
    if (firstNanos == Moment.NEVER) {
      firstNanos = nanos;
      firstFrame = frame;
    }
    lastNanos = nanos;
    lastFrame = frame;
  }

  /** A segment of {@code from}, which perhaps ends a pause, before anything else is noted of it. */
  final void pause(Packet packet, Party from) {
    if (idle != null) {
      idle.heard(from);
    }
    SendingSide before = latest;
    if (before != null
        && packet.payloadLength() > 0
        && IdleTracker.isWorth(packet.nanos() - before.lastNanos())
        && client.space.allAcknowledged()
        && server().space.allAcknowledged()) {
      idle = idle == null ? new IdleTracker() : idle;
      idle.pause(before, packet, from);
    }
  }

  /** Counts a segment of {@code sender}, after everything else was noted of it. */
  final void seen(Packet packet, SendingSide sender, Segment kind) {
    sender.seen(packet, kind);
    latest = sender;
  }

  final SendingSide side(Party party) {
    return party == Party.CLIENT ? client : server();
  }

  /** {@return the server as a sender; made when it, or what answers it, is first heard} */
  final SendingSide server() {
    SendingSide known = server;
    if (known == null) {
      known = new SendingSide(Party.SERVER);
      server = known;
    }
    return known;
  }

  /** {@return whether the server was heard, or asked for more than a connection} */
  final boolean serverKnown() {
    return server != null;
  }

  /** {@return what ends it; made for the first FIN or RST} */
  final Termination termination() {
    Termination known = termination;
    if (known == null) {
      known = new Termination();
      termination = known;
    }
    return known;
  }

  final boolean waitsForAnswer() {
    return handshake.synSeen()
        && !handshake.answered()
        && !handshake.blindAck()
        && (server == null || !server.sentData());
  }

  /** {@return the k of "k-th use of this 4-tuple", from 0} */
  public final int incarnation() {
    return incarnation;
  }

  /** {@return when the first packet was seen} */
  public final long firstNanos() {
    return firstNanos;
  }

  /** {@return when the last packet was seen} */
  public final long lastNanos() {
    return lastNanos;
  }

  /** {@return whether a SYN is all that there is, and nothing that ends it} */
  public final boolean unanswered() {
    return waitsForAnswer() && endedBy() == null;
  }

  /** {@return whether it was refused, reset, or closed from both sides} */
  public final boolean over() {
    return wasReset() || client.finSent() && server().finSent();
  }

  /** {@return time from SYN to SYN-ACK as seen here, when neither was repeated; 0 otherwise} */
  public final long synToSynAckNanos() {
    return handshake.synCount() == 1 && handshake.synAckCount() == 1
        ? handshake.lastSynAckNanos() - handshake.firstSynNanos()
        : 0;
  }

  /** {@return time from SYN-ACK to ACK as seen here, when neither was repeated; 0 otherwise} */
  public final long synAckToAckNanos() {
    return handshake.completed() && handshake.synAckCount() == 1
        ? handshake.finalAckNanos() - handshake.lastSynAckNanos()
        : 0;
  }

  /** {@return whether the connection was seen from its beginning} */
  public final boolean sawSyn() {
    return handshake.synSeen() || handshake.synAckCount() > 0;
  }

  final HandshakeTracker handshake() {
    return handshake;
  }

  final SendingSide client() {
    return client;
  }

  final IdleGap longestIdle() {
    return idle == null ? IdleGap.NONE : idle.facts();
  }

  final List<ResetNote> resets() {
    return termination == null ? List.of() : termination.resets();
  }

  final List<IcmpReport> reports() {
    return reports == null ? List.of() : reports;
  }

  final Conversation conversation() {
    return speech == null ? Conversation.NONE : speech.conversation();
  }

  final Conversation conversationSoFar() {
    return speech == null ? Conversation.NONE : speech.soFar();
  }

  final Moment firstSeen() {
    return new Moment(firstNanos, firstFrame);
  }

  final Moment lastSeen() {
    return new Moment(lastNanos, lastFrame);
  }

  final @Nullable Party endedBy() {
    return termination == null ? null : termination.by();
  }

  final boolean wasReset() {
    return termination != null && termination.wasReset();
  }

  /** {@return how it ended, as far as FINs and RSTs tell} */
  final Ending ending() {
    return termination == null ? Ending.OPEN : termination.facts();
  }

  final boolean headerWasCut() {
    return cutHeader;
  }
}
