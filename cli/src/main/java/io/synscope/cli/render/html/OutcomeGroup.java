package io.synscope.cli.render.html;

import io.synscope.observation.Outcome;

/** Outcomes that share a colour, from well to bad; the order in which they are stacked. */
enum OutcomeGroup {
  CLEAN("established"),
  RETRIED("established after a retry"),
  REFUSED("refused"),
  UNANSWERED("unanswered"),
  BROKEN("established, then unusable"),
  LOCAL("failed on the client's host"),
  UNDECIDED("cannot be told");

  private final String words;

  OutcomeGroup(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** {@return the class that colours it} */
  String ink() {
    return "o-" + ordinal();
  }

  static OutcomeGroup of(Outcome outcome) {
    return switch (outcome) {
      case ESTABLISHED_CLEAN, SIMULTANEOUS_OPEN -> CLEAN;
      case ESTABLISHED_RETRIED -> RETRIED;
      case REFUSED_RST, REFUSED_ICMP, UNREACHABLE_ICMP -> REFUSED;
      case UNANSWERED, SYNACK_UNACKED, CHALLENGED -> UNANSWERED;
      case GHOST_ESTABLISHED, RESET_AFTER_HANDSHAKE, ABORTED_BY_CLIENT -> BROKEN;
      case INCONCLUSIVE_HEAD,
          INCONCLUSIVE_ONEWAY,
          INCONCLUSIVE_LOSS,
          INCONCLUSIVE_SNAPLEN,
          INCONCLUSIVE_TAIL ->
          UNDECIDED;
      case LOCAL_NAME_UNRESOLVED,
          LOCAL_PORTS_EXHAUSTED,
          LOCAL_DESCRIPTORS_EXHAUSTED,
          LOCAL_NO_ROUTE,
          LOCAL_NEIGHBOUR_UNREACHABLE,
          LOCAL_POLICY,
          LOCAL_SELF_CONNECT,
          LOCAL_FAILURE ->
          LOCAL;
    };
  }
}
