package io.synscope.rule.refusal;

import io.synscope.observation.Address;
import io.synscope.observation.ChecksumForm;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Listener;
import io.synscope.rule.Shared;
import io.synscope.rule.Trait;
import io.synscope.statistics.SortedTimes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The RSTs that answered SYNs to one listener, by who sent them as far as the packets tell: each
 * refused attempt stands in one of the three lists.
 *
 * <p>A RST of the kernel and one of a firewall's "reject with tcp reset" are the same bytes. What
 * tells them apart is the number of hops it travelled, who else is served meanwhile, and, on the
 * server itself, its checksum. Over IPv4 the kernel computes its own RST's, netfilter leaves it to
 * the card (Linux ip_send_unicast_reply, nf_reject_ip_tcphdr_put); over IPv6 it is the other way
 * round (tcp_v6_send_response, nf_reject_ip6_tcphdr_put).
 */
final class Refusals {
  private static final Shared<Set<Address>> UNFINISHED = Shared.of(Refusals::unfinished);
  private static final Shared<Map<Listener, Refusals>> ALL = Shared.atEachListener(Refusals::new);

  private static final Set<Outcome> ANSWERS =
      Stream.of(Outcome.values())
          .filter(outcome -> outcome.established() || outcome == Outcome.SYNACK_UNACKED)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(Outcome.class)));

  private final List<ConnectionAttempt> byHost = new ArrayList<>();
  private final List<ConnectionAttempt> byHostFirewall = new ArrayList<>();
  private final List<ConnectionAttempt> byMiddlebox = new ArrayList<>();
  private final Listener listener;

  /** When attempts began that were answered. */
  private final SortedTimes answered;

  private final boolean unfinishedChecksum;
  private final boolean kernelChecksum;

  private Refusals(CaseFile file, Listener listener) {
    this.listener = listener;
    List<ConnectionAttempt> refused = listener.with(Outcome.REFUSED_RST);
    answered = refused.isEmpty() ? SortedTimes.NONE : listener.begun(ANSWERS);
    for (ConnectionAttempt attempt : refused) {
      if (file.story(attempt) == Story.REFUSED_RST_MIDDLEBOX) {
        byMiddlebox.add(attempt);
      } else if (!file.scans(attempt)) {
        byHost.add(attempt);
      }
    }
    boolean v4 = listener.server().address().isV4();
    ChecksumForm kernels = v4 ? ChecksumForm.VALID : ChecksumForm.PARTIAL;
    unfinishedChecksum =
        v4
            && byHost.stream()
                .flatMap(attempt -> reset(attempt).stream())
                .anyMatch(reset -> reset.checksum() == ChecksumForm.PARTIAL);
    kernelChecksum =
        file.vantage() == Vantage.SERVER
            && !byHost.isEmpty()
            && leavesChecksumsToTheCard(file, listener.server().address())
            && byHost.stream()
                .flatMap(attempt -> reset(attempt).stream())
                .allMatch(reset -> reset.checksum() == kernels);
    if (unfinishedChecksum || selective()) {
      byHostFirewall.addAll(byHost);
      byHost.clear();
    }
  }

  static Refusals at(CaseFile file, Listener listener) {
    return Objects.requireNonNull(ALL.in(file).get(listener));
  }

  private boolean answered(Address client) {
    return listener.byClient().getOrDefault(client, List.of()).stream()
        .anyMatch(attempt -> ANSWERS.contains(attempt.outcome()));
  }

  private static boolean leavesChecksumsToTheCard(CaseFile file, Address host) {
    return UNFINISHED.in(file).contains(host);
  }

  private static Set<Address> unfinished(CaseFile file) {
    return file.with(Trait.SERVER_CHECKSUM_OPEN).stream()
        .filter(attempt -> attempt.wire().fromServer().checksum() == ChecksumForm.PARTIAL)
        .map(attempt -> attempt.tuple().server().address())
        .collect(Collectors.toSet());
  }

  /** Some hosts are refused, always; between these refusals others are served. */
  private boolean selective() {
    if (byHost.size() < 2) {
      return false;
    }
    return byHost.stream()
            .map(attempt -> attempt.tuple().client().address())
            .distinct()
            .noneMatch(this::answered)
        && servedMeanwhile() > 0;
  }

  /** {@return how many attempts were answered between the first and the last refusal} */
  long servedMeanwhile() {
    List<ConnectionAttempt> refused = byHost.isEmpty() ? byHostFirewall : byHost;
    if (refused.isEmpty()) {
      return 0;
    }
    long from = refused.get(0).firstSeen().nanos();
    long to = refused.get(refused.size() - 1).firstSeen().nanos();
    return Math.max(0, answered.before(to) - answered.atOrBefore(from));
  }

  /** {@return whether the listener answered before the first refusal} */
  boolean servedBefore() {
    return answered.before(byHost.get(0).firstSeen().nanos()) > 0;
  }

  /** {@return whether the listener answered after the last refusal} */
  boolean servedAfter() {
    long last = byHost.get(byHost.size() - 1).firstSeen().nanos();
    return answered.atOrBefore(last) < answered.count();
  }

  /** {@return refused by the host itself, by all that can be seen here} */
  List<ConnectionAttempt> byHost() {
    return byHost;
  }

  /** {@return refused by a firewall on the host} */
  List<ConnectionAttempt> byHostFirewall() {
    return byHostFirewall;
  }

  /** {@return refused by a box on the path} */
  List<ConnectionAttempt> byMiddlebox() {
    return byMiddlebox;
  }

  /**
   * {@return whether a RST bears the unfinished checksum that a firewall leaves and the kernel does
   * not}
   */
  boolean unfinishedChecksum() {
    return unfinishedChecksum;
  }

  /** {@return whether the RSTs were captured on their host and the kernel made them} */
  boolean kernelChecksum() {
    return kernelChecksum;
  }

  /** {@return the RST that answered the SYN} */
  static Optional<Reset> reset(ConnectionAttempt attempt) {
    return attempt.wire().resets().stream().filter(r -> r.from() == Party.SERVER).findFirst();
  }
}
