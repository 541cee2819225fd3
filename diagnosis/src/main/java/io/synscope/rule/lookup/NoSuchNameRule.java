package io.synscope.rule.lookup;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.NameQuery;
import io.synscope.observation.Outcome;
import io.synscope.observation.SocketSight;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The server's name does not exist: the client never sends a SYN. */
public final class NoSuchNameRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("dns_nxdomain", Severity.CRITICAL)
          .title("The name does not exist")
          .meaning(
              "The name server answers that the name does not exist, so the client has no address to"
                  + " connect to and sends no SYN.")
          .remedy(
              "Ask the same name server by hand, with the name exactly as the client has it.",
              "dig +noall +comments +answer {name}",
              "status: NOERROR and at least one A or AAAA record.")
          .remedy(
              "Correct the name in the client's configuration, or create the record; negative answers"
                  + " are cached for as long as the zone's SOA says.",
              "dig +noall +authority SOA {name}",
              "The client's host resolves it: getent ahosts {name}")
          .nextTest(
              "On the client's host: getent ahosts {name} (search domains and /etc/hosts included)")
          .cite("RFC 1035 4.1.1 RCODE 3; RFC 2308");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Map<Address, List<NameQuery>> byClient = new TreeMap<>();
    Questions.forAddresses(file).stream()
        .filter(query -> query.code() == NameQuery.NXDOMAIN)
        .filter(query -> !Questions.resolvedOtherwise(file, query))
        .forEach(
            query ->
                byClient
                    .computeIfAbsent(query.client().address(), host -> new ArrayList<>())
                    .add(query));
    byClient.values().forEach(queries -> write(file, docket, queries));
    probed(file, docket);
  }

  private static void write(CaseFile file, Docket docket, List<NameQuery> queries) {
    NameQuery first =
        queries.stream().min(Comparator.comparingInt(query -> query.name().length())).get();
    long others = queries.stream().map(NameQuery::name).distinct().count() - 1;
    docket
        .find(CAUSE)
        .about(first.name())
        .severity(Questions.severity(file, first))
        .confidence(Confidence.PROVEN)
        .count(queries.size())
        .between(queries.get(0).asked().get(0), Questions.last(queries.get(queries.size() - 1)))
        .say(
            "%s asked %s for \"%s\"%s: there is no such name.",
            first.client().address(),
            first.resolver().address(),
            first.name(),
            others > 0 ? " and " + Phrase.count(others, "other name") : "")
        .evidence(
            "the answer's code is NXDOMAIN",
            queries.stream().flatMap(query -> Questions.frames(query).stream()).toList(),
            CAUSE.cite());
  }

  private static void probed(CaseFile file, Docket docket) {
    List<ConnectionAttempt> unresolved =
        file.with(Outcome.LOCAL_NAME_UNRESOLVED).stream()
            .filter(
                attempt ->
                    attempt.sight() instanceof SocketSight socket
                        && socket.errno().startsWith("NO_"))
            .toList();
    if (!unresolved.isEmpty() && unresolved.get(0).sight() instanceof SocketSight socket) {
      docket
          .find(CAUSE)
          .about(Questions.name(socket))
          .hits(unresolved)
          .confidence(Confidence.PROVEN)
          .say("\"%s\" has no address: %s.", socket.target(), socket.errno())
          .evidence(
              "the resolver said so, " + Phrase.count(unresolved.size(), "time"),
              List.of(),
              CAUSE.cite());
    }
  }
}
