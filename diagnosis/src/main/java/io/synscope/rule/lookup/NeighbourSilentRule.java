package io.synscope.rule.lookup;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.NeighbourQuery;
import io.synscope.observation.Outcome;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** The server should be on the client's own link, and nobody there has its address. */
public final class NeighbourSilentRule implements Rule {
  private static final int SEARCHES_OF_A_SWEEP = 8;
  private static final Cause CAUSE =
      Cause.named("arp_fail", Severity.CRITICAL)
          .title("Nobody on the link has the address")
          .meaning(
              "The client looks for the server's (or its gateway's) link address with ARP, nobody"
                  + " answers, and connect() fails with \"no route to host\" after about three seconds"
                  + " without a SYN on the wire.")
          .remedy(
              "See what the client's kernel knows of that neighbour, and whether the address is meant"
                  + " to be on this link at all (a wrong netmask sends ARP where a router should be"
                  + " asked).",
              "ip neigh show; ip route get ADDRESS",
              "ip neigh shows the address as REACHABLE.")
          .remedy(
              "Check that the host with that address is up and in the same VLAN.",
              "arping -c 3 -I INTERFACE ADDRESS",
              "A reply names its link address.")
          .nextTest("On the client's host: arping -c 3 -I INTERFACE ADDRESS")
          .cite("RFC 826; RFC 1122 2.3.2.2");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (NeighbourQuery query : file.observations().neighbours()) {
      if (!query.answered() && query.exhausted() && !otherCause(file, query)) {
        write(file, docket, query);
      }
    }
    probed(file, docket);
  }

  /**
   * The target serves in this capture, the asker sweeps a network, or nobody asks for himself: an
   * address probe (RFC 5227).
   */
  private static boolean otherCause(CaseFile file, NeighbourQuery query) {
    boolean server =
        file.listeners().stream()
            .anyMatch(listener -> listener.server().address().equals(query.target()));
    long searches =
        file.observations().neighbours().stream()
            .filter(other -> other.asker().equals(query.asker()) && !other.answered())
            .count();
    return server
        || searches >= SEARCHES_OF_A_SWEEP
        || query.asker().equals(query.target())
        || query.asker().equals(Address.ofV4(0));
  }

  private static void write(CaseFile file, Docket docket, NeighbourQuery query) {
    docket
        .find(CAUSE)
        .severity(severity(file, query.asker()))
        .confidence(Confidence.STRONG)
        .count(query.asked().size())
        .between(query.asked().get(0), query.asked().get(query.asked().size() - 1))
        .say(
            "%s asked %s who has %s, and nobody answered: it could not send it anything.",
            query.asker(), Phrase.count(query.asked().size(), "time"), query.target())
        .evidence(
            "ARP requests about a second apart, as hosts send them until they are answered",
            query.asked().stream().map(Moment::frame).toList(),
            CAUSE.cite())
        .ruleOut("silent_drop", "no SYN was sent: there was no link address to send it to");
  }

  /** How much a search matters depends on whether its host does anything else in this capture. */
  private static Severity severity(CaseFile file, Address asker) {
    if (file.attempts().isEmpty()) {
      return Severity.CRITICAL;
    }
    boolean known =
        file.attempts().stream()
            .anyMatch(attempt -> attempt.tuple().client().address().equals(asker));
    return known ? Severity.WARNING : Severity.INFO;
  }

  private static void probed(CaseFile file, Docket docket) {
    List<ConnectionAttempt> failed = file.with(Outcome.LOCAL_NEIGHBOUR_UNREACHABLE);
    if (!failed.isEmpty()) {
      docket
          .find(CAUSE)
          .at(failed.get(0).tuple().server())
          .hits(failed)
          .confidence(Confidence.STRONG)
          .say(
              "Nobody on this host's link has %s: connect() gave up after the search for its link"
                  + " address.",
              failed.get(0).tuple().server().address())
          .evidence(
              "the kernel itself reported that the host is unreachable, seconds after connect()",
              List.of(),
              "Linux neigh_timer_handler, icmp_err_convert");
    }
  }
}
