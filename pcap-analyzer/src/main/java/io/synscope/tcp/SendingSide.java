package io.synscope.tcp;

import io.synscope.observation.ChecksumForm;
import io.synscope.observation.Lateness;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.SentHalf;
import io.synscope.observation.WindowStall;
import io.synscope.wire.Packet;
import io.synscope.wire.Sequence;
import io.synscope.wire.TcpOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One end of a connection as a sender: its sequence space, its advertised window, its probes. */
final class SendingSide extends SentSegments {
  private static final int ETHERNET_MSS = 1460;
  private static final int SHORT_LIFE = 4;
  private static final int TIMESTAMPS_BYTES = 12; // RFC 7323 appendix A: option and padding

  final Party party;
  final SequenceSpace space = new SequenceSpace();
  private final IdentificationCounter identifications = new IdentificationCounter();
  private @Nullable WindowTracker windows;
  private int effectiveMss = ETHERNET_MSS - TIMESTAMPS_BYTES;
  private boolean windowZero;
  private @Nullable KeepAliveTracker keepAlives;
  private @Nullable LatenessTracker lateness;
  private int behind;
  private boolean standsBehind;
  private @Nullable NagleWait nagle;
  private boolean finSent;
  private ChecksumForm checksum = ChecksumForm.UNKNOWN;

  SendingSide(Party party) {
    this.party = party;
  }

  /** Limits that the handshake fixed for this side's segments. */
  void negotiated(int peerMss, boolean timestamps) {
    int mss = peerMss == 0 ? ETHERNET_MSS : peerMss;
    effectiveMss = Math.max(64, mss - (timestamps ? TIMESTAMPS_BYTES : 0));
  }

  /** Counts a segment, after everything else was noted of it. */
  void seen(Packet packet, Segment kind) {
    count(packet, kind);
    if (kind != Segment.RST && packets() > SHORT_LIFE && packet.hasTimestamps()) {
      late(packet);
    }
    if (kind == Segment.ACK && !finSent && space.anchored()) {
      standsBehind(packet);
    }
  }

  private void late(Packet packet) {
    LatenessTracker tracker = lateness == null ? new LatenessTracker() : lateness;
    lateness = tracker;
    tracker.on(packet.nanos(), packet.frame(), packet.timestampValue(), packet.payloadLength() > 0);
  }

  /** {@return whether its clock has been seen to tick each millisecond of late} */
  boolean ticksEachMillisecond() {
    return lateness != null && lateness.ticks();
  }

  /** An ACK without data bears the sequence number of what comes next: all before it was sent. */
  private void standsBehind(Packet packet) {
    if (Sequence.after(packet.sequenceNumber(), space.next())) {
      behind = packet.sequenceNumber();
      standsBehind = true;
    }
  }

  /** {@return bytes that were sent, never captured, and never acknowledged here} */
  private long unseenBytes() {
    boolean arrived = Sequence.atOrAfter(space.acknowledged(), behind);
    return standsBehind && !arrived ? Math.max(0, behind - space.next()) : 0;
  }

  /**
   * A segment with payload.
   *
   * @return bytes that were new
   */
  int data(Packet packet, SendingSide peer) {
    int fresh = space.data(packet, identifications, effectiveMss, peer.windowZero);
    if (fresh > 0) {
      countNewData(packet);
      if (nagle != null) {
        nagle.sent(packet, peer.space.roundTrips().min());
      }
    }
    countData(packet);
    return fresh;
  }

  /**
   * Counts identifications after the data were judged, so that {@code older} compares with what
   * came before.
   */
  void identify(Packet packet) {
    identifications.on(packet, effectiveMss);
  }

  /**
   * The other end acknowledges and advertises.
   *
   * @return whether the acknowledgment moved on
   */
  boolean acknowledgedBy(Packet packet, SendingSide peer, TcpOptions options) {
    int before = space.acknowledged();
    boolean moved = space.acknowledge(packet, effectiveMss);
    boolean pure = packet.payloadLength() == 0 && !packet.has(Packet.FIN);
    if (moved) {
      boolean waited =
          pure
              && lastDataLength() < effectiveMss
              && NagleWait.isDelayedAck(packet.nanos() - lastDataNanos());
      acked(waited && space.allAcknowledged() ? packet.nanos() : Moment.NEVER);
    } else if (pure
        && packet.acknowledgmentNumber() == before
        && !space.allAcknowledged()
        && !peer.windowZero) {
      space.duplicateAck();
    }
    if (packet.payloadLength() > 0) {
      acked(Moment.NEVER);
    }
    int plainOptions = packet.hasTimestamps() ? TIMESTAMPS_BYTES : 0;
    if (packet.optionsLength() > plainOptions && options.wrap(packet) && options.sackBlocks() > 0) {
      space.selective(packet, options, effectiveMss, finSent);
    }
    return moved;
  }

  private void acked(long afterWaitNanos) {
    if (nagle == null && afterWaitNanos != Moment.NEVER) {
      nagle = new NagleWait();
    }
    if (nagle != null) {
      nagle.acked(afterWaitNanos);
    }
  }

  /** The window that this side advertises. */
  void advertise(Packet packet) {
    boolean zero = packet.window() == 0;
    if (zero != windowZero) {
      windowZero = zero;
      if (zero) {
        windowTracker().close(packet.nanos(), packet.frame());
      } else {
        windowTracker().reopen(packet.nanos(), packet.frame());
      }
    }
  }

  private WindowTracker windowTracker() {
    WindowTracker tracker = windows;
    if (tracker == null) {
      tracker = new WindowTracker();
      windows = tracker;
    }
    return tracker;
  }

  /**
   * {@return whether the packet repeats the last byte below SND.NXT: a keepalive, or a window probe
   * when the peer is full}
   */
  boolean isProbe(Packet packet) {
    return packet.payloadLength() <= 1
        && space.anchored()
        && packet.sequenceNumber() == space.next() - 1
        && !packet.has(Packet.SYN)
        && !packet.has(Packet.FIN)
        && !packet.has(Packet.RST);
  }

  void probe(Packet packet, SendingSide peer) {
    if (peer.windowZero) {
      peer.windowTracker().probe();
    } else {
      KeepAliveTracker tracker = keepAlives == null ? new KeepAliveTracker() : keepAlives;
      keepAlives = tracker;
      long silence = peer.packets() > 0 ? Math.max(0, packet.nanos() - peer.lastNanos()) : -1;
      tracker.probe(packet.nanos(), packet.frame(), silence);
    }
  }

  /** The peer sent something: whatever was asked has been answered. */
  void heardFromPeer() {
    if (keepAlives != null) {
      keepAlives.answered();
    }
  }

  void fin() {
    finSent = true;
  }

  boolean finSent() {
    return finSent;
  }

  void checksum(ChecksumForm form) {
    checksum = form;
  }

  ChecksumForm checksum() {
    return checksum;
  }

  SentHalf facts() {
    KeepAliveTracker probes = keepAlives;
    List<WindowStall> stalls = windows == null ? List.of() : windows.facts();
    return new SentHalf(
        volume(space),
        space.repairFacts(identifications.missing()),
        space.sizes(effectiveMss, lastDataLength()),
        stalls,
        probes == null ? 0 : probes.sent(),
        probes == null ? 0 : probes.afterNanos(),
        probes == null ? 0 : probes.unanswered(),
        probes == null ? Moment.NONE : probes.unansweredSince(),
        nagle == null ? 0 : nagle.stalls(),
        nagle == null ? List.of() : nagle.releases(),
        leastHopLimit(),
        hopLimit(),
        checksum,
        effectiveMss,
        space.roundTrips().facts(),
        unseenBytes(),
        lateness == null ? Lateness.NONE : lateness.facts());
  }
}
