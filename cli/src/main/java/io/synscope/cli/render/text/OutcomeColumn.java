package io.synscope.cli.render.text;

import io.synscope.observation.Outcome;
import io.synscope.report.ListenerLine;

/** The columns into which a table folds outcomes, in the order of a reader's interest. */
enum OutcomeColumn {
  CLEAN("clean"),
  RETRIED("retried"),
  GHOST("ghost"),
  RESET("reset"),
  REFUSED("refused"),
  REFUSED_ICMP("refused(icmp)"),
  UNREACHABLE("unreachable"),
  UNANSWERED("unanswered"),
  SYNACK_UNACKED("synack unacked"),
  ABORTED("aborted"),
  CHALLENGED("challenged"),
  SIMULTANEOUS("simultaneous"),
  LOCAL("local"),
  INCONCLUSIVE("inconclusive");

  private final String title;

  OutcomeColumn(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** {@return how many attempts to this listener stand in this column} */
  long count(ListenerLine listener) {
    return listener.byOutcome().entrySet().stream()
        .filter(e -> of(e.getKey()) == this)
        .mapToLong(e -> e.getValue())
        .sum();
  }

  static OutcomeColumn of(Outcome outcome) {
    return switch (outcome) {
      case ESTABLISHED_CLEAN -> CLEAN;
      case ESTABLISHED_RETRIED -> RETRIED;
      case GHOST_ESTABLISHED -> GHOST;
      case RESET_AFTER_HANDSHAKE -> RESET;
      case ABORTED_BY_CLIENT -> ABORTED;
      case REFUSED_RST -> REFUSED;
      case REFUSED_ICMP -> REFUSED_ICMP;
      case UNREACHABLE_ICMP -> UNREACHABLE;
      case UNANSWERED -> UNANSWERED;
      case SYNACK_UNACKED -> SYNACK_UNACKED;
      case CHALLENGED -> CHALLENGED;
      case SIMULTANEOUS_OPEN -> SIMULTANEOUS;
      case INCONCLUSIVE_HEAD,
          INCONCLUSIVE_ONEWAY,
          INCONCLUSIVE_LOSS,
          INCONCLUSIVE_SNAPLEN,
          INCONCLUSIVE_TAIL ->
          INCONCLUSIVE;
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
