package io.synscope.rule;

import io.synscope.finding.Finding;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Ending;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.SocketSight;
import io.synscope.observation.WireSight;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Trouble that no rule has a cause for; where it is much, "nothing wrong" would be an undeserved
 * word.
 */
final class Unexplained {
  private static final int MUCH = 10; // one in ten
  private static final long AT_ONCE_NANOS = 1_000_000_000L;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final int attempts;

  Unexplained(CaseFile file, List<Finding> findings) {
    Set<Endpoint> explained = new HashSet<>();
    findings.forEach(finding -> explained.addAll(finding.clients()));
    attempts = file.attempts().size();
    for (ConnectionAttempt attempt : file.attempts()) {
      String word = trouble(file, attempt);
      if (!word.isEmpty() && !explained.contains(attempt.tuple().client())) {
        counts.merge(word, 1, Integer::sum);
      }
    }
  }

  /** What befell an attempt, in words that follow a number; empty for nothing grave. */
  private static String trouble(CaseFile file, ConnectionAttempt attempt) {
    if (attempt.sight() instanceof SocketSight socket) {
      return attempt.outcome().established() && !socket.failure().isEmpty()
          ? "left without an answer"
          : "";
    }
    return switch (file.story(attempt)) {
      case RESET_BY_SERVER, SYNACK_THEN_RST -> reset(attempt.wire());
      case CLOSED_BY_SERVER_FIN -> closed(attempt);
      case RESET_BY_PATH -> "reset by something on the path";
      case SYN_TIMEOUT ->
          attempt.outcome() == Outcome.UNANSWERED || attempt.outcome() == Outcome.SYNACK_UNACKED
              ? "never established"
              : "";
      case SYN_RETRANSMIT_THEN_OK, SYN_RETRANSMIT_THEN_GHOST ->
          "established by a repeated SYN only";
      case GHOST_ESTABLISHED,
          REQUEST_TIMEOUT_NO_ACK,
          REQUEST_TIMEOUT_ACKED,
          REQUEST_TIMEOUT_LARGE_REPLY_LOST,
          TLS_NO_ANSWER ->
          "left without an answer";
      case KEEPALIVE_TIMEOUT, VANISHED -> "cut off";
      default -> "";
    };
  }

  /** A server may end with RST what its client has closed. */
  private static String reset(WireSight wire) {
    if (wire.fromServer().volume().payloadBytes() == 0) {
      return "reset by the server before it said a word";
    }
    boolean first = wire.ending().how() == Ending.How.RESET && wire.ending().by() == Party.SERVER;
    return first ? "reset by the server in mid-conversation" : "";
  }

  private static String closed(ConnectionAttempt attempt) {
    if (RedisTalk.heard(attempt) && attempt.wire().conversation().serverFirst()) {
      return "turned away by the server with words that this capture does not hold in full";
    }
    return shownOut(attempt) ? "closed by the server before it said a word" : "";
  }

  /** The server's FIN is the only answer, to a request or to the mere connection. */
  private static boolean shownOut(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    boolean atOnce =
        wire.ending().at().seen()
            && wire.ending().at().nanos() - attempt.firstSeen().nanos() < AT_ONCE_NANOS;
    return wire.fromServer().volume().payloadBytes() == 0
        && (atOnce || wire.fromClient().volume().payloadBytes() > 0);
  }

  private int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** {@return whether there is any} */
  boolean any() {
    return !counts.isEmpty();
  }

  /** {@return whether it befell at least one attempt in ten} */
  boolean much() {
    return any() && total() * MUCH >= attempts;
  }

  /** {@return how many attempts, and what befell them} */
  String words() {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
