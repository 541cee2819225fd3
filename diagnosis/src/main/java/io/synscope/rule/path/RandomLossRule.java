package io.synscope.rule.path;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Story;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.PlainAcks;
import io.synscope.rule.Rule;
import io.synscope.rule.Severed;
import io.synscope.rule.Trait;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The network loses single packets of any size; TCP repairs it, at a price in time. */
public final class RandomLossRule implements Rule {
  private static final double WORTH_TELLING = 0.001;
  private static final double SEVERE = 0.1;

  private static final Cause CAUSE =
      Cause.named("random_loss", Severity.WARNING)
          .title("Packet loss on the path")
          .meaning(
              "Single packets are lost on the way, whatever their size and connection. TCP sends"
                  + " them again, but each lost request or reply costs at least 200 ms, so the slow"
                  + " replies are not the server's.")
          .remedy(
              "Find the hop that loses: drops and errors of every interface on the way, both"
                  + " hosts first.",
              "ip -s -s link; ethtool -S IFACE | grep -iE 'drop|err|exceeded'",
              "The counters stand still while traffic flows.")
          .remedy(
              "On cloud instances look for exceeded allowances; a shaper drops like a bad cable.",
              "ethtool -S IFACE | grep allowance_exceeded",
              "No allowance counter rises during the loss.")
          .remedy(
              "Measure the loss along the path.",
              "mtr -rwzbc 200 -T -P {port} {host}",
              "Loss at the last hop is below 0.1 %.")
          .nextTest(
              "capture at both ends at once: a packet that left one and never reached the other"
                  + " was lost between them, in that direction")
          .cite("RFC 6298; RFC 2883; RFC 8985");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    Set<ConnectionAttempt> explained = docket.explainedBy("mtu_blackhole");
    Map<Listener, LossTally> lossy = new LinkedHashMap<>();
    for (Listener listener : file.listeners()) {
      Set<ConnectionAttempt> leftOut = leftOut(listener, explained);
      LossTally tally = new LossTally();
      count(listener, leftOut, tally);
      if (worthTelling(tally)) {
        lossy.put(listener, tally);
      }
    }
    long clients =
        lossy.values().stream()
            .flatMap(t -> t.hit().stream())
            .map(RandomLossRule::client)
            .distinct()
            .count();
    if (lossy.size() > 1 && clients == 1) {
      LossTally all = new LossTally();
      lossy.keySet().forEach(one -> count(one, leftOut(one, explained), all));
      String client = client(all.hit().get(0)).toString();
      write(
          file,
          docket.find(CAUSE).about(client),
          client + " and " + lossy.size() + " servers",
          all);
    } else {
      lossy.forEach(
          (listener, tally) ->
              write(
                  file,
                  docket.find(CAUSE).at(listener.server()),
                  Phrase.count(clients(tally), "client") + " and " + listener.server(),
                  tally));
    }
  }

  /** Connections whose repetitions have another cause than loss. */
  private static Set<ConnectionAttempt> leftOut(
      Listener listener, Set<ConnectionAttempt> explained) {
    Set<ConnectionAttempt> leftOut = Collections.newSetFromMap(new IdentityHashMap<>());
    leftOut.addAll(explained);
    leftOut.addAll(listener.with(Story.GHOST_ESTABLISHED, Story.SYN_RETRANSMIT_THEN_GHOST));
    leftOut.addAll(listener.with(Outcome.GHOST_ESTABLISHED));
    leftOut.addAll(
        listener.matching(Trait.UNACKNOWLEDGED, attempt -> Severed.of(attempt).isPresent()));
    return leftOut;
  }

  private static void count(Listener listener, Set<ConnectionAttempt> leftOut, LossTally tally) {
    for (ConnectionAttempt attempt : listener.with(Trait.MENDED)) {
      if (!leftOut.contains(attempt)) {
        tally.add(attempt);
      }
    }
    for (Party sender : Party.values()) {
      long uncounted =
          leftOut.stream()
              .filter(attempt -> attempt.tuple().server().equals(listener.server()))
              .mapToLong(attempt -> attempt.wire().from(sender).volume().dataSegments())
              .sum();
      tally.sent(sender, listener.dataSegments(sender) - uncounted);
    }
  }

  private static boolean worthTelling(LossTally tally) {
    boolean repeated = tally.total() >= 3 || tally.total() == 2 && tally.hit().size() == 2;
    return repeated && tally.total() >= WORTH_TELLING * tally.segments();
  }

  private static Address client(ConnectionAttempt attempt) {
    return attempt.tuple().client().address();
  }

  private static void write(CaseFile file, Draft draft, String between, LossTally tally) {
    Confidence confidence = confidence(file, tally);
    draft
        .hits(tally.hit())
        .count(tally.total())
        .confidence(confidence)
        .say(
            "%d of %d data segments between %s were lost, or their acknowledgments were (%s of the"
                + " client's, %s of the server's); the longest wait for a repetition was %s.",
            tally.total(),
            tally.segments(),
            between,
            Phrase.share(tally.lost(Party.CLIENT), tally.segments(Party.CLIENT)),
            Phrase.share(tally.lost(Party.SERVER), tally.segments(Party.SERVER)),
            Phrase.span(tally.longestPauseNanos()))
        .ruleOut("mtu_blackhole", "segments of every size are lost, and all pass when repeated")
        .ruleOut(
            "reordering", "the receiver needed the repetitions, or acknowledgments are missing")
        .evidence(
            Phrase.count(tally.total(), "range")
                + " sent again, from "
                + tally.smallestBytes()
                + " to "
                + tally.largestBytes()
                + " bytes, none of them by size or connection",
            tally.frames(),
            CAUSE.cite());
    if (confidence == Confidence.POSSIBLE) {
      draft.alternative("reordering", "path_cut", "accept_queue_overflow");
    } else if (tally.total() >= SEVERE * tally.segments()) {
      draft.severity(Severity.CRITICAL);
    }
  }

  /** Without the receiver's packets, or their options, nobody knows why the sender repeats. */
  private static Confidence confidence(CaseFile file, LossTally tally) {
    boolean receiversHeard =
        tally.hit().stream()
            .map(ConnectionAttempt::wire)
            .anyMatch(
                wire ->
                    wire.fromClient().volume().packets() > 0
                        && wire.fromServer().volume().packets() > 0);
    boolean optionsCut =
        file.observations().capture().cutBySnapLength() > 0
            && tally.hit().stream().noneMatch(hit -> hit.wire().handshake().timestamps());
    if (!receiversHeard
        || optionsCut
        || PlainAcks.missing(file)
        || tally.longestPauseNanos() == 0) {
      return Confidence.POSSIBLE;
    }
    return tally.hit().size() >= 3 ? Confidence.STRONG : Confidence.LIKELY;
  }

  private static long clients(LossTally tally) {
    return tally.hit().stream().map(RandomLossRule::client).distinct().count();
  }
}
