package io.synscope.rule.reply;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.ErrorReply;
import io.synscope.observation.Moment;
import io.synscope.observation.SocketSight;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One kind of error reply at one listener.
 *
 * @param listener who said it
 * @param heard the connections on which it was said
 * @param replies every such reply
 */
record Complaint(Listener listener, List<ConnectionAttempt> heard, List<ErrorReply> replies) {
  private static final Comparator<Moment> EARLIER = Comparator.comparingLong(Moment::nanos);

  /** {@return complaints with this code, one a listener} */
  static List<Complaint> coded(CaseFile file, String code) {
    return of(file, error -> error.code().equals(code));
  }

  /** {@return complaints of this kind, one a listener} */
  static List<Complaint> of(CaseFile file, Predicate<ErrorReply> kind) {
    List<Complaint> complaints = new ArrayList<>();
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> heard =
          listener.matching(Trait.ERROR_REPLY, attempt -> errors(attempt).anyMatch(kind));
      if (!heard.isEmpty()) {
        List<ErrorReply> replies =
            heard.stream().flatMap(attempt -> errors(attempt).filter(kind)).toList();
        complaints.add(new Complaint(listener, heard, replies));
      }
    }
    return complaints;
  }

  /** {@return error replies on this connection, captured or read by the probe} */
  static Stream<ErrorReply> errors(ConnectionAttempt attempt) {
    Stream<ErrorReply> captured = attempt.wire().conversation().errors().stream();
    if (attempt.sight() instanceof SocketSight socket) {
      return Stream.of(
              spoken(attempt, socket.greeting(), true), spoken(attempt, socket.reply(), false))
          .flatMap(List::stream);
    }
    return captured;
  }

  private static List<ErrorReply> spoken(ConnectionAttempt attempt, String text, boolean unasked) {
    if (!text.startsWith("-")) {
      return List.of();
    }
    String code = text.substring(1).split("[ \r\n]", 2)[0];
    return List.of(new ErrorReply(code, text, 1, unasked, attempt.lastSeen(), attempt.lastSeen()));
  }

  long count() {
    return replies.stream().mapToLong(ErrorReply::count).sum();
  }

  /** {@return the first such line as the server wrote it} */
  String words() {
    String text = replies.get(0).text().strip();
    return text.startsWith("-") ? text : "-" + text;
  }

  /** {@return whether every connection that heard it also got other answers, and more of them} */
  boolean inPassing() {
    return heard.stream()
        .allMatch(
            attempt -> {
              long errors =
                  attempt.wire().conversation().errors().stream()
                      .mapToLong(ErrorReply::count)
                      .sum();
              return attempt.wire().conversation().replies() > 4 * errors;
            });
  }

  /** {@return whether every connection that heard it also got replies that are no errors} */
  boolean answeredElse() {
    return heard.stream().allMatch(attempt -> attempt.wire().conversation().replies() > 0)
        && heard.stream()
            .allMatch(
                attempt ->
                    attempt.wire().conversation().replies()
                        > attempt.wire().conversation().errors().stream()
                            .mapToLong(ErrorReply::count)
                            .sum());
  }

  /** Opens the finding: the server's own words prove it. */
  Draft tell(Docket docket, Cause cause) {
    return docket
        .find(cause)
        .at(listener.server())
        .hits(heard)
        .count((int) Math.min(Integer.MAX_VALUE, count()))
        .confidence(Confidence.PROVEN)
        .evidence("the server said: " + words(), frames(), cause.cite());
  }

  /** Adds these words of the server to another finding. */
  void show(Draft draft, String what, Cause cause) {
    draft.evidence(what + words(), frames(), cause.cite());
  }

  private List<Long> frames() {
    return Frames.of(
        replies.stream().flatMap(r -> Stream.of(r.first(), r.last())).sorted(EARLIER).toList());
  }

  /** {@return what of it was said on these connections} */
  Optional<Complaint> of(Set<ConnectionAttempt> these) {
    return on(these::contains);
  }

  /** {@return what of it was said on other connections than these} */
  Optional<Complaint> without(Set<ConnectionAttempt> these) {
    return on(attempt -> !these.contains(attempt));
  }

  private Optional<Complaint> on(Predicate<ConnectionAttempt> condition) {
    List<ConnectionAttempt> there = heard.stream().filter(condition).toList();
    String code = replies.get(0).code();
    List<ErrorReply> said =
        there.stream().flatMap(Complaint::errors).filter(e -> e.code().equals(code)).toList();
    return there.isEmpty() ? Optional.empty() : Optional.of(new Complaint(listener, there, said));
  }
}
