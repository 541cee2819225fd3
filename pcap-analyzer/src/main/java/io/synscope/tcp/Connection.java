package io.synscope.tcp;

import io.synscope.flow.FirstSyn;
import io.synscope.flow.FlowKey;
import io.synscope.observation.ChecksumForm;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Party;
import io.synscope.wire.Packet;
import io.synscope.wire.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One use of a 4-tuple: hears every segment once, in capture order, and lets its trackers note what
 * happened.
 *
 * <p>Life cycle: made by a SYN ({@link #begin}) or by any segment in the middle of things; fed by
 * {@link #segment} and {@link #icmp}; read once, by {@link AttemptWriter}.
 */
public final class Connection extends ControlBlock {
  /** Nothing is known of the sender's clock. */
  public static final long NO_CLOCK = Long.MIN_VALUE;

  private static final int ICMP_KEPT = 8;

  private final TcpScratch scratch;
  private final Function<Connection, StreamListener> listeners;
  private @Nullable FastOpenRequest opening;

  /**
   * A connection between these endpoints, its {@code incarnation}-th; payload goes to what {@code
   * listeners} makes.
   */
  public Connection(
      FlowKey key,
      int incarnation,
      TcpScratch scratch,
      Function<Connection, StreamListener> listeners) {
    super(key, incarnation);
    this.scratch = scratch;
    this.listeners = listeners;
  }

  /** Opens the attempt with its first SYN. */
  public void begin(FirstSyn syn) {
    handshake.begin(syn);
    client.space.anchor(syn.sequenceNumber() + 1);
    touch(syn.nanos(), syn.frame());
    client.firstSyn(syn);
  }

  /** Opens the attempt with a SYN that bears data. */
  public void beginWithData(Packet packet) {
    begin(scratch.syn().read(packet, scratch.options()));
    opening = new FastOpenRequest(packet);
  }

  /** Hears one segment; second captures have been taken out. */
  public void segment(Packet packet) {
    Party from = sender(packet);
    touch(packet.nanos(), packet.frame());
    if (!serverKnown() && from == Party.CLIENT && packet.asksToConnect()) {
      seen(packet, client, onSyn(packet, client));
      return;
    }
    SendingSide sender = side(from);
    SendingSide peer = side(from.peer());
    pause(packet, from);
    peer.heardFromPeer();
    Segment kind =
        packet.has(Packet.RST) ? onReset(packet, sender, peer) : onSegment(packet, sender, peer);
    seen(packet, sender, kind);
  }

  private Segment onSegment(Packet packet, SendingSide sender, SendingSide peer) {
    if (packet.has(Packet.SYN)) {
      Segment kind = onSyn(packet, sender);
      handshakeWentOn();
      return kind;
    }
    if (sender.party == Party.SERVER
        && waitsForAnswer()
        && packet.has(Packet.ACK)
        && packet.payloadLength() == 0) {
      handshake.challenge();
      return Segment.ACK;
    }
    boolean completes =
        sender == client
            && packet.has(Packet.ACK)
            && handshake.clientAck(packet, peer.space.next());
    if (completes) {
      handshakeWentOn();
    }
    boolean probe = sender.isProbe(packet);
    boolean data = packet.payloadLength() > 0 && !probe;
    if (probe) {
      sender.probe(packet, peer);
    } else if (data) {
      onData(packet, sender, peer);
    }
    if (packet.has(Packet.ACK)) {
      onAck(packet, sender, peer);
    }
    if (data) {
      speech().segment(packet, sender); // what it answers was said before, seen or not
    }
    if (packet.has(Packet.FIN)) {
      onFin(packet, sender);
      return Segment.FIN;
    }
    if (data) {
      return Segment.DATA;
    }
    return completes ? Segment.FINAL_ACK : probe ? Segment.PROBE : Segment.ACK;
  }

  private void handshakeWentOn() {
    if (speech != null) {
      speech.handshakeWentOn();
    }
  }

  private Segment onSyn(Packet packet, SendingSide sender) {
    if (!packet.has(Packet.ACK)) {
      if (sender == client && handshake.synSeen()) {
        handshake.synAgain(packet);
      } else if (sender == client) {
        handshake.begin(scratch.syn().read(packet, scratch.options()));
      } else {
        handshake.simultaneousSyn();
        sender.space.anchor(packet.sequenceNumber() + 1);
      }
      return Segment.SYN;
    }
    if (sender == client) {
      return Segment.SYN_ACK; // simultaneous open: the client answers the server's SYN
    }
    boolean first = !handshake.answered();
    if (handshake.synAck(packet, scratch.options(), scratch.syn()) && first) {
      sender.space.anchor(packet.sequenceNumber() + 1);
      client.negotiated(handshake.serverMss(), handshake.timestamps());
      sender.negotiated(handshake.clientMss(), handshake.timestamps());
      noteChecksum(packet, sender);
      if (opening != null && opening.takenBy(packet)) {
        client.space.delivered(opening.length());
        speech().opened(opening);
      }
      opening = null;
    }
    return Segment.SYN_ACK;
  }

  private void onData(Packet packet, SendingSide sender, SendingSide peer) {
    if (termination != null) {
      termination.contradictedBy(packet, sender.party);
    }
    noteChecksum(packet, sender);
    sender.data(packet, peer);
    sender.identify(packet);
  }

  private void onAck(Packet packet, SendingSide sender, SendingSide peer) {
    if (packet.payloadLength() == 0) {
      sender.identify(packet);
    }
    sender.advertise(packet);
    boolean moved = peer.acknowledgedBy(packet, sender, scratch.options());
    long offset = moved ? peer.space.offset(peer.space.acknowledged()) : 0;
    boolean unseen = handshake.synSeen() && offset > 0;
    if (moved && (unseen || speech != null && speech.heard(peer.party))) {
      speech().acknowledged(peer.party, offset, packet);
    }
  }

  /**
   * A FIN whose number acknowledges one more than the peer's data answers a FIN that was not
   * captured.
   */
  private void onFin(Packet packet, SendingSide sender) {
    if (!sender.finSent()) {
      SendingSide peer = side(sender.party.peer());
      boolean answers =
          !peer.finSent()
              && peer.space.anchored()
              && packet.acknowledgmentNumber() == peer.space.next() + 1;
      sender.fin();
      end(packet, answers ? peer.party : sender.party, false);
    }
  }

  private Segment onReset(Packet packet, SendingSide sender, SendingSide peer) {
    boolean waits = handshake.synSeen() && !handshake.answered() && !handshake.blindAck();
    if (waits && sender == client && handshake.challenged()) {
      return Segment
          .RST; // RFC 5961 4: the client clears the server's stale connection and tries again
    }
    if (waits && sender.party == Party.SERVER) {
      if (handshake.refusal(packet)) {
        end(packet, Party.SERVER, true);
      }
    } else if (!client.finSent() || !server().finSent()) {
      end(packet, sender.party, true);
    }
    termination().note(new ResetNote(packet, sender, peer, scratch.checksum(packet)));
    return Segment.RST;
  }

  private void end(Packet packet, Party by, boolean byReset) {
    SendingSide latest = client.lastDataNanos() > server().lastDataNanos() ? client : server();
    termination().end(packet, by, byReset, latest);
    if (speech != null) {
      speech.ended(by, packet, byReset);
    }
  }

  /** Hears an ICMP error that quotes a segment of this connection. */
  public void icmp(IcmpReport report) {
    List<IcmpReport> list = reports == null ? new ArrayList<>(1) : reports;
    reports = list;
    if (list.size() < ICMP_KEPT) {
      list.add(report);
    }
    lastNanos = Math.max(lastNanos, report.at().nanos());
  }

  /**
   * {@return whether an ICMP error that quotes this sequence number concerns something outstanding}
   */
  public boolean outstanding(Party quoted, int sequenceNumber) {
    if (quoted == Party.CLIENT && handshake.synSeen() && !handshake.answered()) {
      return sequenceNumber == handshake.initialSequence();
    }
    SequenceSpace space = side(quoted).space;
    return space.anchored()
        && Sequence.atOrAfter(sequenceNumber, space.acknowledged())
        && Sequence.before(sequenceNumber, space.next());
  }

  /**
   * {@return how much more time passed at the capture than at the sender, by the clock in its
   * timestamps, since the sender's packet before this one; {@link #NO_CLOCK} where that cannot be
   * told}
   *
   * @param step the step of the capture's clock since then that is in doubt
   */
  public long ahead(Packet packet, long step) {
    Party party = sender(packet);
    return SenderClock.ahead(packet, side(party), handshake.openedBy(party), step);
  }

  /** Notes a TCP header of this connection of which the snap length left no more than the ports. */
  public void cutHeader(Packet packet) {
    touch(packet.nanos(), packet.frame());
    cutHeader = true;
  }

  /**
   * {@return whether this SYN begins another use of the 4-tuple rather than repeating the SYN of
   * this one}
   */
  public boolean beginsAnother(Packet syn) {
    if (sender(syn) == Party.CLIENT) {
      return !handshake.repeats(syn);
    }
    boolean crossing =
        handshake.synSeen() && !handshake.answered() && !handshake.refused() && endedBy() == null;
    boolean again = handshake.simultaneous() && !handshake.completed();
    return !crossing && !again;
  }

  /** The form of one early segment of each side is enough to tell whose host captured it. */
  private void noteChecksum(Packet packet, SendingSide sender) {
    if (sender.checksum() == ChecksumForm.UNKNOWN) {
      sender.checksum(scratch.checksum(packet));
    }
  }

  private Speech speech() {
    Speech known = speech;
    if (known == null) {
      known = new Speech(listeners.apply(this));
      speech = known;
    }
    return known;
  }
}
