package io.synscope.cli;

import io.synscope.finding.Confidence;
import io.synscope.observation.Outcome;
import io.synscope.observation.Vantage;

/** What the words of a report mean, in a few words each. */
final class Meaning {
  private Meaning() {}

  static String of(Outcome outcome) {
    return switch (outcome) {
      case ESTABLISHED_CLEAN -> "SYN, SYN-ACK, ACK, nothing sent twice";
      case ESTABLISHED_RETRIED -> "established after a SYN or SYN-ACK was sent again";
      case GHOST_ESTABLISHED -> "the client is established; the server never acted on it";
      case RESET_AFTER_HANDSHAKE -> "RST from the server before its first byte";
      case ABORTED_BY_CLIENT -> "the client reset a handshake that was answered";
      case REFUSED_RST -> "an acceptable RST answered the SYN";
      case REFUSED_ICMP -> "ICMP port or protocol unreachable answered the SYN";
      case UNREACHABLE_ICMP -> "another fatal ICMP error answered the SYN";
      case UNANSWERED -> "nothing valid answered, and we looked long enough";
      case SYNACK_UNACKED -> "the SYN-ACK was never acknowledged";
      case CHALLENGED -> "only challenge ACKs (RFC 5961) answered the SYN";
      case SIMULTANEOUS_OPEN -> "both sides sent a SYN";
      case INCONCLUSIVE_HEAD -> "the capture began after the SYN";
      case INCONCLUSIVE_ONEWAY -> "only one direction was captured";
      case INCONCLUSIVE_LOSS -> "the capture lost packets where it matters";
      case INCONCLUSIVE_SNAPLEN -> "the snap length cut the TCP header";
      case INCONCLUSIVE_TAIL -> "the capture ended before the next SYN was due";
      case LOCAL_NAME_UNRESOLVED -> "the name did not resolve";
      case LOCAL_PORTS_EXHAUSTED -> "EADDRNOTAVAIL: no source port was left";
      case LOCAL_DESCRIPTORS_EXHAUSTED -> "EMFILE or ENFILE: no descriptor was left";
      case LOCAL_NO_ROUTE -> "this host has no route there";
      case LOCAL_NEIGHBOUR_UNREACHABLE -> "nobody answered ARP or neighbour discovery on this link";
      case LOCAL_POLICY -> "a local firewall, route or policy forbids it";
      case LOCAL_SELF_CONNECT -> "the socket connected to itself: nobody listens";
      case LOCAL_FAILURE -> "another local failure";
    };
  }

  static String of(Confidence confidence) {
    return switch (confidence) {
      case INCONCLUSIVE -> "below 3, or data is missing";
      case POSSIBLE -> "3 to 10 times likelier than the best alternative";
      case LIKELY -> "10 to 100 times";
      case STRONG -> "100 times and more";
      case PROVEN ->
          "a sufficient condition holds on the wire, and the capture is complete around it";
    };
  }

  static String of(Vantage vantage) {
    return switch (vantage) {
      case CLIENT ->
          "on the client's host: knows what left and what came back, not what the server received";
      case SERVER -> "on the server's host: a SYN without SYN-ACK here was not lost on the way";
      case MIDPATH -> "between the two: sees which side went silent, not why";
      case SOCKET -> "inside the probe's own sockets: errno and TCP_INFO, no packets";
      case UNKNOWN -> "the facts do not say";
    };
  }
}
