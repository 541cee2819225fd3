package io.synscope.observation;

import java.util.ArrayList;
import java.util.List;

/**
 * A connection attempt as packets show it.
 *
 * @param handshake SYN, SYN-ACK, ACK
 * @param fromClient what the client sent
 * @param fromServer what the server sent
 * @param resets RSTs in order, at most 8, those that end nothing included
 * @param icmp ICMP errors that quote this connection, at most 8
 * @param longestIdle the longest pause of both sides
 * @param ending how it ended
 * @param conversation what was said inside
 */
public record WireSight(
    Handshake handshake,
    SentHalf fromClient,
    SentHalf fromServer,
    List<Reset> resets,
    List<IcmpReport> icmp,
    IdleGap longestIdle,
    Ending ending,
    Conversation conversation)
    implements Sight {

  /** No packet was seen. */
  public static final WireSight NOTHING =
      new WireSight(
          Handshake.UNSEEN,
          SentHalf.SILENT,
          SentHalf.SILENT,
          List.of(),
          List.of(),
          IdleGap.NONE,
          Ending.OPEN,
          Conversation.NONE);

  /** {@return what this end sent} */
  public SentHalf from(Party party) {
    return party == Party.CLIENT ? fromClient : fromServer;
  }

  /** {@return whether the client had said anything when the connection ended} */
  public boolean clientSpokeBeforeEnd() {
    Moment spoke = fromClient.volume().firstData();
    return spoke.seen() && spoke.before(ending.at());
  }

  /**
   * {@return frames of the handshake: SYNs, SYN-ACKs, the final ACK, a refusing RST or ICMP error}
   */
  public List<Long> handshakeFrames() {
    List<Long> frames = new ArrayList<>();
    handshake.syns().forEach(syn -> frames.add(syn.frame()));
    handshake.synAcks().forEach(synAck -> frames.add(synAck.frame()));
    if (handshake.finalAck().seen()) {
      frames.add(handshake.finalAck().frame());
    } else {
      resets.forEach(reset -> frames.add(reset.at().frame()));
      icmp.forEach(report -> frames.add(report.at().frame()));
    }
    frames.sort(null);
    return frames;
  }
}
