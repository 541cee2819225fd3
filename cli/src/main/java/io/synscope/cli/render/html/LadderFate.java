package io.synscope.cli.render.html;

import io.synscope.evidence.Ladder;
import io.synscope.evidence.Rung;
import io.synscope.finding.Finding;
import io.synscope.observation.Party;
import io.synscope.observation.Vantage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of each packet of a ladder, as far as the finding tells: which was said again, which
 * vanished on the way, which somebody on the way wrote in an end's name.
 */
final class LadderFate {
  private static final Set<String> VANISHING =
      Set.of("mtu_blackhole", "silent_drop", "idle_firewall_drop", "path_cut", "drop_return_path");
  private static final Set<String> WRITTEN_BY_A_BOX =
      Set.of("refused_by_firewall", "rst_injected", "idle_firewall_rst");
  private static final Set<String> WRITTEN_BY_A_ROUTER =
      Set.of(
          "reject_icmp_host_unreach",
          "reject_icmp_admin_prohibited",
          "no_route_at_router",
          "routing_loop");
  private static final Pattern SEQUENCE = Pattern.compile(" seq ([0-9]+)");

  private final List<Rung> rungs;
  private final String cause;
  private final Vantage vantage;
  private final boolean[] again;
  private final boolean[] repeated;

  LadderFate(Ladder ladder, Finding finding, Vantage vantage) {
    this.rungs = ladder.rungs();
    this.cause = finding.cause().id();
    this.vantage = vantage;
    this.again = new boolean[rungs.size()];
    this.repeated = new boolean[rungs.size()];
    Map<String, Integer> said = new HashMap<>();
    for (int i = 0; i < rungs.size(); i++) {
      String what = sequenceSpace(rungs.get(i));
      Integer before = what.isEmpty() ? null : said.put(what, i);
      if (before != null) {
        again[i] = true;
        repeated[before] = true;
      }
    }
  }

  /** What a segment says, by whom; empty where it takes no sequence number. */
  private static String sequenceSpace(Rung rung) {
    String name = SegmentName.of(rung.words());
    Matcher sequence = SEQUENCE.matcher(rung.words());
    boolean counts = name.startsWith("SYN") || name.startsWith("DATA") || name.endsWith("FIN");
    return counts && sequence.find() ? rung.from() + name + sequence.group(1) : "";
  }

  /** {@return whether the same bytes were sent before} */
  boolean isAgain(int rung) {
    return again[rung];
  }

  /** {@return whether it left, and, by this finding, never arrived} */
  boolean vanished(int rung) {
    Rung packet = rungs.get(rung);
    boolean left =
        vantage == Vantage.CLIENT && packet.from() == Party.CLIENT
            || vantage == Vantage.SERVER && packet.from() == Party.SERVER;
    boolean told =
        repeated[rung]
            || again[rung] && !answered(rung)
            || isLast(rung) && !decided(rung).isEmpty();
    return left && told && VANISHING.contains(cause) && !sequenceSpace(packet).isEmpty();
  }

  private String decided(int rung) {
    return rungs.get(rung).decisive();
  }

  private boolean isLast(int rung) {
    return rung == rungs.size() - 1;
  }

  private boolean answered(int rung) {
    Party from = rungs.get(rung).from();
    return rungs.stream().skip(rung + 1L).anyMatch(later -> later.from() != from);
  }

  /** {@return whether somebody on the way wrote it} */
  boolean foreign(int rung) {
    String name = SegmentName.of(rungs.get(rung).words());
    return !decided(rung).isEmpty()
        && (WRITTEN_BY_A_BOX.contains(cause) && name.equals("RST")
            || WRITTEN_BY_A_ROUTER.contains(cause) && name.equals("ICMP error"));
  }

  /** {@return whether it came no further than to whoever answered in its receiver's place} */
  boolean stopped(int rung) {
    boolean answeredByAnother =
        !cause.equals("rst_injected") && rung + 1 < rungs.size() && foreign(rung + 1);
    return answeredByAnother && rungs.get(rung).from() != rungs.get(rung + 1).from();
  }

  /** {@return the name of whoever wrote on the way; empty where nobody did} */
  String somebody() {
    for (int i = 0; i < rungs.size(); i++) {
      if (foreign(i)) {
        return WRITTEN_BY_A_BOX.contains(cause) ? "a box on the path" : "a router";
      }
    }
    return "";
  }

  /** {@return whether any packet vanished} */
  boolean anyVanished() {
    for (int i = 0; i < rungs.size(); i++) {
      if (vanished(i)) {
        return true;
      }
    }
    return false;
  }
}
