package io.synscope.tcp;

import io.synscope.observation.ChecksumForm;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Reset.Form;
import io.synscope.observation.Reset.Provocation;
import io.synscope.wire.Packet;
import io.synscope.wire.Sequence;

/** One RST, kept until it is known whether its supposed sender contradicts it. */
final class ResetNote {
  /** What lies farther behind a RST belongs to another connection on the same ports. */
  private static final int SAME_CONVERSATION = 1 << 20;

  private final Moment at;
  private final Party from;
  private final Form form;
  private final int hopLimit;
  private final int window;
  private final Provocation answers;
  private final long answerNanos;
  private final ChecksumForm checksum;
  private final int sequence;
  private String conflict = "";

  ResetNote(Packet packet, SendingSide sender, SendingSide peer, ChecksumForm checksum) {
    at = new Moment(packet.nanos(), packet.frame());
    from = sender.party;
    form = formOf(packet);
    hopLimit = packet.hopLimit();
    window = packet.window();
    answers = provocation(peer.lastKind());
    answerNanos = peer.lastNanos() == Moment.NEVER ? 0 : packet.nanos() - peer.lastNanos();
    this.checksum = checksum;
    sequence = packet.sequenceNumber();
    boolean known = sender.space.anchored();
    if (known
        && (form == Form.SOCKET_ABORT || form == Form.OTHER)
        && Sequence.before(sequence, sender.space.next())
        && sender.sentData()
        && !sender.finSent()) {
      conflict = "its sequence number lies below data that this end had already sent";
    }
  }

  private static Form formOf(Packet packet) {
    boolean bare = packet.window() == 0 && packet.optionsLength() == 0;
    if (bare && packet.has(Packet.ACK) && packet.sequenceNumber() == 0) {
      return Form.STATELESS_TO_SYN;
    }
    if (bare && !packet.has(Packet.ACK)) {
      return Form.STATELESS_TO_ACK;
    }
    return packet.has(Packet.ACK) && (packet.window() != 0 || packet.hasTimestamps())
        ? Form.SOCKET_ABORT
        : Form.OTHER;
  }

  private static Provocation provocation(Segment last) {
    return switch (last) {
      case NOTHING, RST -> Provocation.NOTHING;
      case SYN -> Provocation.SYN;
      case SYN_ACK -> Provocation.SYN_ACK;
      case FINAL_ACK -> Provocation.FINAL_ACK;
      case DATA -> Provocation.DATA;
      case ACK -> Provocation.ACK;
      case PROBE -> Provocation.PROBE;
      case FIN -> Provocation.FIN;
    };
  }

  Party from() {
    return from;
  }

  /** The same end goes on sending data at or beyond the RST, later than reordering explains. */
  void contradictedBy(Packet data) {
    if (conflict.isEmpty()
        && data.nanos() - at.nanos() > 1_000_000L
        && Sequence.atOrAfter(data.sequenceNumber(), sequence)
        && data.sequenceNumber() - sequence < SAME_CONVERSATION) {
      conflict = "this end went on sending data after it";
    }
  }

  Reset facts() {
    return new Reset(at, from, form, hopLimit, window, answers, answerNanos, checksum, conflict);
  }
}
