package io.synscope.rule.path;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Handshake;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Party;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Segments above a certain size vanish without a word; everything smaller passes. */
public final class MtuBlackHoleRule implements Rule {
  private static final int ETHERNET_MSS = 1460;

  private static final Cause CAUSE =
      Cause.named("mtu_blackhole", Severity.CRITICAL)
          .title("Large packets vanish: path MTU black hole")
          .meaning(
              "A link on the path carries smaller packets than the handshake agreed on, and the"
                  + " ICMP message that should say so does not reach the sender: small requests"
                  + " work, large requests or replies hang.")
          .remedy(
              "Find the largest packet that passes, in both directions (DF set).",
              "ping -M do -s 1372 {host}   # 1372 + 28 = 1400; raise and lower it",
              "The largest size that is answered, plus 28, is the path MTU.")
          .remedy(
              "Let ICMP \"fragmentation needed\" (type 3 code 4; ICMPv6 type 2) through every"
                  + " firewall and security group on the path.",
              "nft add rule inet filter input icmp type destination-unreachable accept",
              "ip route get {host} shows a cached mtu after a large transfer.")
          .remedy(
              "Or clamp the MSS where the path narrows (the tunnel or VPN gateway).",
              "nft add rule inet filter forward tcp flags syn tcp option maxseg size set rt mtu",
              "The SYN-ACK that arrives bears the smaller MSS.")
          .remedy(
              "As a stopgap, lower the MTU of the route, or let TCP probe for it.",
              "ip route change {host} via GATEWAY mtu 1400   # or: sysctl -w"
                  + " net.ipv4.tcp_mtu_probing=1",
              "A GET of a value above 1400 bytes returns at once.")
          .nextTest("ping -M do with sizes from 1200 to 1472 (8972 on jumbo links), both ways")
          .nextTest(
              "capture at both ends: the full-size segments leave one and never reach the other")
          .cite("RFC 1191 3; RFC 8201; RFC 2923 2.1; RFC 4821");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<SizeHole> holes =
          listener.with(Trait.SEGMENT_MISSING).stream()
              .flatMap(attempt -> SizeHole.of(file, attempt).stream())
              .toList();
      if (!holes.isEmpty()) {
        write(docket.find(CAUSE).at(listener.server()), holes);
      }
    }
  }

  private static void write(Draft draft, List<SizeHole> holes) {
    SizeHole best =
        holes.stream().max(Comparator.comparing(hole -> hole.sign().confidence())).orElseThrow();
    draft
        .hits(holes.stream().map(SizeHole::attempt).distinct().toList())
        .confidence(best.sign().confidence())
        .say("%s", sentence(holes))
        .ruleOut(
            "random_loss",
            "only segments of "
                + best.lostBytes()
                + " bytes and more are lost, and they are lost every time")
        .ruleOut("zero_window_server", "the receiver's window was open");
    if (best.sign().confidence().compareTo(Confidence.STRONG) < 0) {
      draft.alternative("random_loss", "path_cut");
    }
    holes.stream().limit(4).forEach(hole -> evidence(draft, hole));
  }

  private static String sentence(List<SizeHole> holes) {
    SizeHole first = holes.get(0);
    String ways =
        holes.stream()
            .map(hole -> hole.sender() == Party.CLIENT ? "to" : "from")
            .distinct()
            .sorted(Comparator.reverseOrder())
            .collect(Collectors.joining(" and "));
    int passed = holes.stream().mapToInt(SizeHole::passedBytes).max().orElse(0);
    int lost = holes.stream().mapToInt(SizeHole::lostBytes).min().orElse(0);
    return String.format(
        "Large segments %s %s vanish on %s: %d bytes of payload pass, %d do not, so the path MTU"
            + " lies between %d and %d.%s",
        ways,
        first.attempt().tuple().server(),
        Phrase.count(holes.stream().map(SizeHole::attempt).distinct().count(), "connection"),
        passed,
        lost,
        passed + first.headerBytes(),
        lost + first.headerBytes() - 1,
        jumbo(first.attempt()));
  }

  private static String jumbo(ConnectionAttempt attempt) {
    Handshake handshake = attempt.wire().handshake();
    return handshake.clientMss() > ETHERNET_MSS && handshake.serverMss() > ETHERNET_MSS
        ? " Both ends believe in jumbo frames (MSS "
            + handshake.serverMss()
            + "); a link between them does not."
        : "";
  }

  private static void evidence(Draft draft, SizeHole hole) {
    String who = hole.sender() == Party.CLIENT ? "the client" : "the server";
    String what =
        switch (hole.sign()) {
          case SHRUNK_AND_PASSED ->
              "%s repeated %d-byte segments in vain; sent again in smaller ones, the same bytes"
                  + " were acknowledged";
          case SMALLER_PASSED_IT ->
              "%s repeated %d-byte segments in vain, while a shorter one behind them was"
                  + " acknowledged";
          case SMALLER_PASS_ELSEWHERE ->
              "%s repeated %d-byte segments in vain, while small segments of other connections"
                  + " passed";
          case TOLD_IN_VAIN ->
              "%s repeated %d-byte segments although a router had asked for smaller ones";
          case BEGAN_WITH_THE_FIRST ->
              "small segments had passed a moment before; since %s sent segments of %d bytes,"
                  + " nothing is acknowledged any more";
          case NEVER_CAME ->
              "of what %s sent, whole %d-byte segments never came and were never repeated"
                  + " successfully; the shorter one behind them came";
          case NEVER_CAME_AGAIN ->
              "of what %s sent, whole %d-byte segments and their repetitions, counted by IP"
                  + " identification, never came; the shorter one behind them came";
          case ONLY_AN_ACK_BEHIND_THEM ->
              "nothing came of what %s sent until its peer gave up; the ACK of that stands behind"
                  + " whole %d-byte segments";
          case CAME_SMALL_AFTER_SILENCE ->
              "nothing came from %s for seconds while its IP identifications advanced; then a message"
                  + " longer than one %d-byte segment came in segments of 1024 bytes, Linux's size for"
                  + " a path that swallows more (tcp_mtu_probing)";
          case FILLED_BY_SMALLER ->
              "of what %s sent, whole %d-byte segments were missing until smaller ones filled the"
                  + " hole";
        };
    draft.evidence(
        String.format(what, who, hole.lostBytes()) + heard(hole), hole.frames(), CAUSE.cite());
  }

  private static String heard(SizeHole hole) {
    boolean told =
        hole.attempt().wire().icmp().stream()
            .filter(IcmpReport::fragmentationNeeded)
            .anyMatch(report -> report.quoted() == hole.sender());
    return told && hole.sign() != SizeHole.Sign.TOLD_IN_VAIN
        ? "; ICMP asked for smaller ones and was not heeded"
        : "";
  }
}
