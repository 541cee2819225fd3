package io.synscope.tcp;

import io.synscope.flow.FirstSyn;
import io.synscope.flow.Flow;
import io.synscope.flow.FlowKey;
import io.synscope.observation.ChecksumForm;
import io.synscope.observation.Conversation;
import io.synscope.observation.Ending;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.IdleGap;
import io.synscope.observation.Moment;
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
public final class Connection extends Flow {
  private static final int ICMP_KEPT = 8;

  private final int incarnation;
  private final TcpScratch scratch;
  private final Function<Connection, StreamListener> listeners;
  private final HandshakeTracker handshake = new HandshakeTracker();
  private final SendingSide client = new SendingSide(Party.CLIENT);
  private @Nullable SendingSide server;
  private @Nullable SendingSide latest;
  private @Nullable IdleTracker idle;
  private @Nullable List<IcmpReport> reports;
  private @Nullable Speech speech;
  private @Nullable Termination termination;
  private @Nullable FastOpenRequest opening;
  private long firstNanos = Moment.NEVER;
  private long firstFrame;
  private long lastNanos = Moment.NEVER;
  private long lastFrame;
  private boolean cutHeader;

  /**
   * A connection between these endpoints, its {@code incarnation}-th; payload goes to what {@code
   * listeners} makes.
   */
  public Connection(
      FlowKey key,
      int incarnation,
      TcpScratch scratch,
      Function<Connection, StreamListener> listeners) {
    super(key);
    this.incarnation = incarnation;
    this.scratch = scratch;
    this.listeners = listeners;
  }

  /** Opens the attempt with its first SYN. */
  public void begin(FirstSyn syn) {
    handshake.begin(syn);
    client.space.anchor(syn.sequenceNumber() + 1);
    firstNanos = syn.nanos();
    firstFrame = syn.frame();
    lastNanos = firstNanos;
    lastFrame = firstFrame;
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
    touch(packet);
    if (server == null && from == Party.CLIENT && isSyn(packet)) {
      client.seen(packet, onSyn(packet, client));
      latest = client;
      return;
    }
    SendingSide sender = side(from);
    SendingSide peer = side(from.peer());
    pause(packet, from);
    peer.heardFromPeer();
    Segment kind =
        packet.has(Packet.RST) ? onReset(packet, sender, peer) : onSegment(packet, sender, peer);
    sender.seen(packet, kind);
    latest = sender;
  }

  private static boolean isSyn(Packet packet) {
    return packet.has(Packet.SYN) && !packet.has(Packet.ACK) && !packet.has(Packet.RST);
  }

  private void pause(Packet packet, Party from) {
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

  private boolean waitsForAnswer() {
    return handshake.synSeen()
        && !handshake.answered()
        && !handshake.blindAck()
        && (server == null || !server.sentData());
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

  private Termination termination() {
    Termination known = termination;
    if (known == null) {
      known = new Termination();
      termination = known;
    }
    return known;
  }

  /** Hears an ICMP error that quotes a segment of this connection. */
  public void icmp(IcmpReport report) {
    if (!report.valid() && !handshake.answered()) {
      handshake.ignoredAnswer();
    }
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

  /** Notes that a packet of this connection was captured a second time. */
  public void secondCapture(Packet packet) {
    side(sender(packet)).duplicateCapture();
  }

  /** Notes that a TCP header of this connection was cut by the snap length. */
  public void cutHeader() {
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

  private void touch(Packet packet) {
    if (firstNanos == Moment.NEVER) {
      firstNanos = packet.nanos();
      firstFrame = packet.frame();
    }
    lastNanos = packet.nanos();
    lastFrame = packet.frame();
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

  private SendingSide side(Party party) {
    return party == Party.CLIENT ? client : server();
  }

  /** {@return the k of "k-th use of this 4-tuple", from 0} */
  public int incarnation() {
    return incarnation;
  }

  /** {@return when the first packet was seen} */
  public long firstNanos() {
    return firstNanos;
  }

  /** {@return when the last packet was seen} */
  public long lastNanos() {
    return lastNanos;
  }

  /** {@return whether a SYN is all that there is, and nothing that ends it} */
  public boolean unanswered() {
    return waitsForAnswer() && endedBy() == null;
  }

  /** {@return whether it was refused, reset, or closed from both sides} */
  public boolean over() {
    return wasReset() || client.finSent() && server().finSent();
  }

  /** {@return time from SYN to SYN-ACK as seen here, when neither was repeated; 0 otherwise} */
  public long synToSynAckNanos() {
    return handshake.synCount() == 1 && handshake.synAckCount() == 1
        ? handshake.lastSynAckNanos() - handshake.firstSynNanos()
        : 0;
  }

  /** {@return time from SYN-ACK to ACK as seen here, when neither was repeated; 0 otherwise} */
  public long synAckToAckNanos() {
    return handshake.completed() && handshake.synAckCount() == 1
        ? handshake.finalAckNanos() - handshake.lastSynAckNanos()
        : 0;
  }

  /** {@return whether the connection was seen from its beginning} */
  public boolean sawSyn() {
    return handshake.synSeen() || handshake.synAckCount() > 0;
  }

  HandshakeTracker handshake() {
    return handshake;
  }

  SendingSide client() {
    return client;
  }

  /** {@return the server as a sender; made when it, or what answers it, is first heard} */
  SendingSide server() {
    SendingSide known = server;
    if (known == null) {
      known = new SendingSide(Party.SERVER);
      server = known;
    }
    return known;
  }

  IdleGap longestIdle() {
    return idle == null ? IdleGap.NONE : idle.facts();
  }

  List<ResetNote> resets() {
    return termination == null ? List.of() : termination.resets();
  }

  List<IcmpReport> reports() {
    return reports == null ? List.of() : reports;
  }

  Conversation conversation() {
    return speech == null ? Conversation.NONE : speech.conversation();
  }

  Conversation conversationSoFar() {
    return speech == null ? Conversation.NONE : speech.soFar();
  }

  Moment firstSeen() {
    return new Moment(firstNanos, firstFrame);
  }

  Moment lastSeen() {
    return new Moment(lastNanos, lastFrame);
  }

  @Nullable Party endedBy() {
    return termination == null ? null : termination.by();
  }

  boolean wasReset() {
    return termination != null && termination.wasReset();
  }

  /** {@return how it ended, as far as FINs and RSTs tell} */
  Ending ending() {
    return termination == null ? Ending.OPEN : termination.facts();
  }

  boolean headerWasCut() {
    return cutHeader;
  }
}
