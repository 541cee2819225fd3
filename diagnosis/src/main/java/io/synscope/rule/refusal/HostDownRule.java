package io.synscope.rule.refusal;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Moment;
import io.synscope.observation.NeighbourQuery;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The last router cannot find the server on its link: the host is down. */
public final class HostDownRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("server_host_down", Severity.CRITICAL)
          .title("The server's host is down")
          .meaning(
              "The last router asks for the server's link address in vain and after about three"
                  + " seconds answers with ICMP host unreachable: the host is down, unplugged, or has"
                  + " lost its address.")
          .remedy(
              "Look at the host's console or its hypervisor: is it running, is its interface up, does it"
                  + " have the address?",
              "ip -br addr; ip -br link",
              "{host} is listed on an interface that is UP.")
          .remedy(
              "If the address has moved to another machine, refresh the router's neighbour table.",
              "ip neigh flush to {host}",
              "ip neigh show {host} says REACHABLE, and ping {host} is answered.")
          .nextTest("On the last router: ip neigh show {host} (FAILED or INCOMPLETE?)")
          .cite("RFC 1122 2.3.2.2; Linux arp_error_report, neigh_timer_handler");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> rejected = Rejections.at(file, listener, IcmpReport::hostUnreachable);
      List<ConnectionAttempt> searched =
          rejected.stream().filter(Rejections::afterNeighbourSearch).toList();
      if (!searched.isEmpty()) {
        Draft draft =
            Rejections.write(docket, CAUSE, listener, rejected)
                .confidence(Confidence.STRONG)
                .handshakes(
                    "the error came only after the SYN had been repeated for about three seconds,"
                        + " as long as a router searches for a neighbour",
                    searched,
                    CAUSE.cite())
                .alternative("reject_icmp_host_unreach");
        searches(file, listener.server().address()).forEach(query -> show(draft, query));
      }
    }
    Set<Address> told =
        docket.drafts(draft -> draft.cause().equals(CAUSE)).stream()
            .flatMap(draft -> draft.server().stream())
            .map(Endpoint::address)
            .collect(Collectors.toSet());
    file.listeners().stream()
        .map(listener -> listener.server().address())
        .distinct()
        .filter(host -> !told.contains(host))
        .forEach(host -> onTheLink(file, docket, host));
  }

  /** Captured on the server's own link: the router's questions stay without answer. */
  private static void onTheLink(CaseFile file, Docket docket, Address host) {
    List<NeighbourQuery> searches = searches(file, host);
    if (!searches.isEmpty()) {
      NeighbourQuery query = searches.get(0);
      Draft draft =
          docket
              .find(CAUSE)
              .confidence(Confidence.LIKELY)
              .count(searches.size())
              .between(query.asked().get(0), query.asked().get(query.asked().size() - 1))
              .say(
                  "%s asked %s for the link address of %s, which had served before; nobody"
                      + " answered.",
                  query.asker(), Phrase.count(query.asked().size(), "time"), host);
      searches.forEach(each -> show(draft, each));
    }
  }

  /** Searches for a host that ran to their end after it had last been heard. */
  private static List<NeighbourQuery> searches(CaseFile file, Address host) {
    return file.observations().neighbours().stream()
        .filter(query -> query.target().equals(host) && !query.asker().equals(host))
        .filter(NeighbourQuery::exhausted)
        .filter(query -> !heardAfter(file, host, query.asked().get(0)))
        .toList();
  }

  private static boolean heardAfter(CaseFile file, Address host, Moment moment) {
    return file.attemptsTo(host).stream()
        .map(attempt -> attempt.wire().fromServer().volume().lastPacket())
        .anyMatch(last -> last.seen() && last.nanos() > moment.nanos());
  }

  private static void show(Draft draft, NeighbourQuery query) {
    draft.evidence(
        query.asker() + " asked for " + query.target() + " again and again; nobody answered",
        query.asked().stream().map(Moment::frame).toList(),
        "RFC 826; Linux neigh_timer_handler");
  }
}
