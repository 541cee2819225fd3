package io.synscope.rule.lookup;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.NameQuery;
import io.synscope.observation.Outcome;
import io.synscope.observation.SocketSight;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** The name server does not answer, or only that it cannot. */
public final class NameServerSilentRule implements Rule {
  private static final long PATIENCE_NANOS = 900_000_000L;
  private static final int SERVER_FAILURE = 2;
  private static final int NOT_IMPLEMENTED = 4;
  private static final int REFUSED = 5;
  private static final Cause CAUSE =
      Cause.named("dns_timeout", Severity.CRITICAL)
          .title("The name server does not answer")
          .meaning(
              "The client asks for the server's address and gets no usable answer, so it sends no SYN;"
                  + " a resolver waits 5 s for each try before the application sees an error.")
          .remedy(
              "Ask the name server by hand, over UDP and over TCP.",
              "dig {name} @NAMESERVER; dig +tcp {name} @NAMESERVER",
              "Both answer within a few milliseconds.")
          .remedy(
              "See which name servers the client uses, and take out the one that is silent.",
              "cat /etc/resolv.conf; resolvectl status",
              "time getent ahosts {name} takes less than 0.1 s.")
          .nextTest(
              "Capture port 53 on the name server: do the questions arrive, do answers leave?")
          .cite("RFC 1035 4.2.1, 7.2; resolv.conf(5) timeout, attempts");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (NameQuery query : Questions.forAddresses(file)) {
      boolean known =
          docket.drafts(draft -> draft.cause().equals(CAUSE)).stream()
              .anyMatch(draft -> draft.concerns(query.name()));
      if (!known && !Questions.resolvedOtherwise(file, query)) {
        if (failed(query)) {
          write(file, docket, query)
              .confidence(Confidence.STRONG)
              .say(
                  "%s answered the question of %s for \"%s\" with failure code %d.",
                  query.resolver().address(), query.client().address(), query.name(), query.code());
        } else if (silent(file, query)) {
          write(file, docket, query)
              .confidence(file.attempts().isEmpty() ? Confidence.STRONG : Confidence.LIKELY)
              .say(
                  "%s asked %s %s for \"%s\" and got no answer.",
                  query.client().address(),
                  query.resolver().address(),
                  Phrase.count(query.asked().size(), "time"),
                  query.name());
        }
      }
    }
    probed(file, docket);
  }

  private static boolean failed(NameQuery query) {
    return query.answer().seen()
        && (query.code() == SERVER_FAILURE
            || query.code() == NOT_IMPLEMENTED
            || query.code() == REFUSED);
  }

  /** Asked at least twice, and no resolver that the capture shows ever answered this host. */
  private static boolean silent(CaseFile file, NameQuery query) {
    boolean patient =
        query.asked().size() >= 2
            && Questions.last(query).since(query.asked().get(0)) >= PATIENCE_NANOS;
    return !query.answer().seen() && patient && !connectsSoon(file, query);
  }

  /**
   * The host goes on to connect: it knew the address after all, and the answer was not captured.
   */
  private static boolean connectsSoon(CaseFile file, NameQuery query) {
    return file.attempts().stream()
        .filter(
            attempt ->
                attempt.tuple().client().address().equals(query.client().address())
                    && attempt.wire().handshake().firstSyn().seen())
        .mapToLong(attempt -> attempt.firstSeen().since(Questions.last(query)))
        .anyMatch(after -> after >= 0 && after < PATIENCE_NANOS);
  }

  private static Draft write(CaseFile file, Docket docket, NameQuery query) {
    return docket
        .find(CAUSE)
        .about(query.name())
        .severity(Questions.severity(file, query))
        .count(query.asked().size())
        .between(query.asked().get(0), Questions.last(query))
        .evidence(
            query.answer().seen()
                ? "the answer is a failure"
                : "the same question was asked again, without an answer in between",
            Questions.frames(query),
            CAUSE.cite())
        .ruleOut("dns_nxdomain", "no answer says that the name does not exist");
  }

  private static void probed(CaseFile file, Docket docket) {
    List<ConnectionAttempt> unresolved =
        file.with(Outcome.LOCAL_NAME_UNRESOLVED).stream()
            .filter(
                attempt ->
                    attempt.sight() instanceof SocketSight socket
                        && !socket.errno().startsWith("NO_"))
            .toList();
    if (!unresolved.isEmpty() && unresolved.get(0).sight() instanceof SocketSight socket) {
      docket
          .find(CAUSE)
          .about(Questions.name(socket))
          .hits(unresolved)
          .confidence(Confidence.STRONG)
          .say("\"%s\" could not be resolved: %s.", socket.target(), socket.errno())
          .evidence(
              "the resolver gave up after " + Phrase.span(socket.errorAfterNanos()),
              List.of(),
              CAUSE.cite());
    }
  }
}
