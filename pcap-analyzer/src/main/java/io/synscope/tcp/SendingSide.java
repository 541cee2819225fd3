package io.synscope.tcp;

import io.synscope.flow.FirstSyn;
import io.synscope.observation.ChecksumForm;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.SentHalf;
import io.synscope.observation.Volume;
import io.synscope.observation.WindowStall;
import io.synscope.wire.Packet;
import io.synscope.wire.TcpOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection as a sender: its sequence space, its advertised window, its probes, its
 * TTL.
 */
final class SendingSide {
  private static final int ETHERNET_MSS = 1460;
  private static final int NAGLE_KEPT = 8;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int TIMESTAMPS_BYTES = 12; // RFC 7323 appendix A: option and padding

  final Party party;
  final SequenceSpace space = new SequenceSpace();
  private final IdentificationCounter identifications = new IdentificationCounter();
  private @Nullable WindowTracker windows;
  private @Nullable StreamAssembler stream;
  private long packets;
  private long dataSegments;
  private long firstDataNanos = Moment.NEVER;
  private long firstDataFrame;
  private long lastDataNanos = Moment.NEVER;
  private long lastDataFrame;
  private int lastDataLength;
  private long lastNanos = Moment.NEVER;
  private long lastFrame;
  private Segment lastKind = Segment.NOTHING;
  private int hopLimitLow;
  private int hopLimitHigh;
  private int effectiveMss = ETHERNET_MSS - TIMESTAMPS_BYTES;
  private boolean windowZero;
  private int keepAlives;
  private int keepAliveAfterMillis = Integer.MAX_VALUE;
  private int keepAlivesUnanswered;
  private long unansweredSinceNanos;
  private long unansweredSinceFrame;
  private int nagleStalls;
  private @Nullable MomentLog nagleReleases;
  private long ackedAfterWaitNanos = Moment.NEVER;
  private boolean finSent;
  private int duplicateCaptures;
  private ChecksumForm checksum = ChecksumForm.UNKNOWN;

  SendingSide(Party party) {
    this.party = party;
  }

  /** Limits that the handshake fixed for this side's segments. */
  void negotiated(int peerMss, boolean timestamps) {
    int mss = peerMss == 0 ? ETHERNET_MSS : peerMss;
    effectiveMss = Math.max(64, mss - (timestamps ? TIMESTAMPS_BYTES : 0));
  }

  /**
   * The SYN that opened the attempt, which the flow table may have kept before this object existed.
   */
  void firstSyn(FirstSyn syn) {
    packets = 1;
    lastNanos = syn.nanos();
    lastFrame = syn.frame();
    lastKind = Segment.SYN;
    hopLimitLow = syn.hopLimit();
    hopLimitHigh = syn.hopLimit();
  }

  /** Counts a segment and takes its TTL and identification. */
  void seen(Packet packet, Segment kind) {
    packets++;
    lastNanos = packet.nanos();
    lastFrame = packet.frame();
    lastKind = kind;
    if (kind != Segment.RST) {
      int hops = packet.hopLimit();
      hopLimitLow = hopLimitHigh == 0 ? hops : Math.min(hopLimitLow, hops);
      hopLimitHigh = Math.max(hopLimitHigh, hops);
    }
  }

  /**
   * A segment with payload.
   *
   * @return bytes that were new
   */
  int data(Packet packet, SendingSide peer) {
    int fresh = space.data(packet, identifications, effectiveMss, peer.windowZero);
    if (fresh > 0) {
      dataSegments++;
      if (firstDataNanos == Moment.NEVER) {
        firstDataNanos = packet.nanos();
        firstDataFrame = packet.frame();
      }
      noticeNagle(packet, peer);
      lastDataLength = packet.payloadLength();
    }
    lastDataNanos = packet.nanos();
    lastDataFrame = packet.frame();
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
   * A small segment that leaves right after the delayed ACK of the one before it waited for that
   * ACK (RFC 896).
   */
  private void noticeNagle(Packet packet, SendingSide peer) {
    if (ackedAfterWaitNanos != Moment.NEVER
        && packet.nanos() - ackedAfterWaitNanos
            <= NagleWait.releaseNanos(peer.space.roundTrips().min())) {
      nagleStalls++;
      MomentLog log = nagleReleases == null ? new MomentLog() : nagleReleases;
      nagleReleases = log;
      if (log.count() < NAGLE_KEPT) {
        log.add(packet.nanos(), packet.frame(), 0);
      }
    }
    ackedAfterWaitNanos = Moment.NEVER;
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
              && lastDataLength < effectiveMss
              && NagleWait.isDelayedAck(packet.nanos() - lastDataNanos);
      ackedAfterWaitNanos = waited && space.allAcknowledged() ? packet.nanos() : Moment.NEVER;
    } else if (pure
        && packet.acknowledgmentNumber() == before
        && !space.allAcknowledged()
        && !peer.windowZero) {
      space.duplicateAck();
      peer.space.repairs().duplicateAck();
    }
    if (packet.payloadLength() > 0) {
      ackedAfterWaitNanos = Moment.NEVER;
    }
    int plainOptions = packet.hasTimestamps() ? TIMESTAMPS_BYTES : 0;
    if (packet.optionsLength() > plainOptions && options.wrap(packet) && options.sackBlocks() > 0) {
      space.selective(packet, options, effectiveMss);
    }
    return moved;
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
      keepAlives++;
      if (keepAlivesUnanswered++ == 0) {
        unansweredSinceNanos = packet.nanos();
        if (peer.packets > 0) {
          long silence = (packet.nanos() - peer.lastNanos) / NANOS_PER_MILLI;
          keepAliveAfterMillis = (int) Math.max(0, Math.min(keepAliveAfterMillis, silence));
        }
        unansweredSinceFrame = packet.frame();
      }
    }
  }

  /** The peer sent something: whatever was asked has been answered. */
  void heardFromPeer() {
    keepAlivesUnanswered = 0;
  }

  void duplicateCapture() {
    duplicateCaptures++;
  }

  void fin() {
    finSent = true;
  }

  boolean finSent() {
    return finSent;
  }

  boolean windowZero() {
    return windowZero;
  }

  Segment lastKind() {
    return lastKind;
  }

  long lastNanos() {
    return lastNanos;
  }

  long lastDataNanos() {
    return lastDataNanos;
  }

  long lastDataFrame() {
    return lastDataFrame;
  }

  long firstDataNanos() {
    return firstDataNanos;
  }

  long packets() {
    return packets;
  }

  boolean sentData() {
    return dataSegments > 0;
  }

  int hopLimit() {
    return hopLimitHigh;
  }

  void checksum(ChecksumForm form) {
    checksum = form;
  }

  ChecksumForm checksum() {
    return checksum;
  }

  @Nullable StreamAssembler stream() {
    return stream;
  }

  void stream(StreamAssembler assembler) {
    stream = assembler;
  }

  private Volume volume() {
    if (packets == 0) {
      return Volume.NOTHING;
    }
    long outstanding = space.unacknowledgedBytes();
    return new Volume(
        packets,
        dataSegments,
        space.distinctBytes(),
        Math.max(0, space.distinctBytes() - outstanding),
        moment(firstDataNanos, firstDataFrame),
        moment(lastDataNanos, lastDataFrame),
        moment(lastNanos, lastFrame),
        outstanding,
        space.unacknowledgedSince());
  }

  private static Moment moment(long nanos, long frame) {
    return nanos == Moment.NEVER ? Moment.NONE : new Moment(nanos, frame);
  }

  SentHalf facts() {
    List<WindowStall> stalls = windows == null ? List.of() : windows.facts();
    return new SentHalf(
        volume(),
        space.repairFacts(identifications.missing()),
        space.sizes(effectiveMss, lastDataLength),
        stalls,
        keepAlives,
        keepAliveAfterMillis == Integer.MAX_VALUE ? 0 : keepAliveAfterMillis * NANOS_PER_MILLI,
        keepAlivesUnanswered,
        keepAlivesUnanswered == 0
            ? Moment.NONE
            : new Moment(unansweredSinceNanos, unansweredSinceFrame),
        nagleStalls,
        nagleReleases == null ? List.of() : nagleReleases.moments(),
        hopLimitLow,
        hopLimitHigh,
        checksum,
        duplicateCaptures,
        effectiveMss,
        space.roundTrips().facts());
  }
}
