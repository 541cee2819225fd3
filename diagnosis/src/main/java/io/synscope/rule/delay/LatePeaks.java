package io.synscope.rule.delay;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.Repair;
import io.synscope.observation.RoundTripPeak;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Frames;
import io.synscope.rule.HostPair;
import io.synscope.rule.Listener;
import io.synscope.rule.PlainAcks;
import io.synscope.rule.RedisTalk;
import io.synscope.rule.Shared;
import io.synscope.rule.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Round trips between two hosts so far above the usual that no delayed ACK explains them.
 *
 * <p>Whether the peer is a Linux host is told by its timestamps: Windows, which may hold an ACK for
 * 200 ms, negotiates none.
 *
 * @param peaks these round trips by time, with the connections that they were measured on
 * @param baseNanos least round trip of all
 */
record LatePeaks(List<Late> peaks, long baseNanos) {
  private static final long BEYOND_LINUX_NANOS = 60_000_000L;
  private static final LatePeaks NONE = new LatePeaks(List.of(), 0);
  private static final Shared<Map<HostPair, LatePeaks>> SUSPECTS =
      Shared.of(file -> betweenAll(file, (on, peak) -> peak.nanos() >= BEYOND_LINUX_NANOS));
  private static final Shared<Map<Place, LatePeaks>> LATE = Shared.of(LatePeaks::atAll);

  /** One listener of a host, as one other host knows it. */
  private record Place(HostPair hosts, Endpoint listener) {
    static Place of(ConnectionAttempt attempt) {
      return new Place(HostPair.of(attempt), attempt.tuple().server());
    }
  }

  /**
   * One late round trip.
   *
   * @param attempt on which connection
   * @param sender whose data were acknowledged late
   * @param peak how late
   */
  record Late(ConnectionAttempt attempt, Party sender, RoundTripPeak peak) {
    long sentNanos() {
      return peak.at().nanos() - peak.nanos();
    }
  }

  /**
   * {@return late round trips that only the way explains, between this listener and the host of its
   * first attempt; the base is that of the two hosts}
   */
  static LatePeaks at(CaseFile file, Listener listener) {
    return LATE.in(file).getOrDefault(Place.of(listener.attempts().get(0)), NONE);
  }

  /** {@return late round trips between these hosts, delayed ACKs of odd stacks among them} */
  static LatePeaks suspects(CaseFile file, ConnectionAttempt attempt) {
    return SUSPECTS.in(file).getOrDefault(HostPair.of(attempt), NONE);
  }

  private static Map<Place, LatePeaks> atAll(CaseFile file) {
    Map<Place, LatePeaks> all = new HashMap<>();
    for (LatePeaks pair : betweenAll(file, LatePeaks::late).values()) {
      pair.peaks.stream()
          .collect(Collectors.groupingBy(late -> Place.of(late.attempt())))
          .forEach((place, late) -> all.put(place, new LatePeaks(late, pair.baseNanos)));
    }
    return all;
  }

  private static Map<HostPair, LatePeaks> betweenAll(
      CaseFile file, BiPredicate<ConnectionAttempt, RoundTripPeak> late) {
    Map<HostPair, LatePeaks> all = new HashMap<>();
    if (PlainAcks.missing(file)) {
      return all; // the reply is the first that acknowledges
    }
    for (ConnectionAttempt one : file.with(Trait.ROUND_TRIP_PEAK)) {
      all.computeIfAbsent(
          HostPair.of(one), hosts -> among(file.betweenHostsOf(one), file.vantage(), late));
    }
    return all;
  }

  private static LatePeaks among(
      List<ConnectionAttempt> attempts,
      Vantage vantage,
      BiPredicate<ConnectionAttempt, RoundTripPeak> late) {
    List<Late> found = new ArrayList<>();
    long base = Long.MAX_VALUE;
    for (ConnectionAttempt other : attempts) {
      if (disturbed(other)) {
        continue;
      }
      for (Party sender : measurable(vantage)) {
        if (other.wire().from(sender).roundTrip().samples() > 0) {
          base = Math.min(base, other.wire().from(sender).roundTrip().minNanos());
        }
        for (RoundTripPeak peak : other.wire().from(sender).roundTrip().peaks()) {
          if (late.test(other, peak)) {
            found.add(new Late(other, sender, peak));
          }
        }
      }
    }
    found.sort(Comparator.comparingLong(one -> one.peak().at().nanos()));
    return new LatePeaks(List.copyOf(found), base == Long.MAX_VALUE ? 0 : base);
  }

  /** On a host, the way to its own kernel is no network: only what its own end sent tells. */
  static List<Party> measurable(Vantage vantage) {
    return switch (vantage) {
      case CLIENT, SOCKET -> List.of(Party.CLIENT);
      case SERVER -> List.of(Party.SERVER);
      case MIDPATH, UNKNOWN -> List.of(Party.values());
    };
  }

  /** Something was lost: acknowledgments may be late because their packets were. */
  private static boolean disturbed(ConnectionAttempt attempt) {
    Repair client = attempt.wire().fromClient().repair();
    Repair server = attempt.wire().fromServer().repair();
    return client.lostRanges() + server.lostRanges() > 0
        || client.unseenAcknowledged() + server.unseenAcknowledged() > 0
        || client.identificationGaps() + server.identificationGaps() > 0;
  }

  private static boolean late(ConnectionAttempt attempt, RoundTripPeak peak) {
    boolean linux = RedisTalk.heard(attempt) && attempt.wire().handshake().timestamps();
    return peak.onTheWay(linux);
  }

  LatePeaks of(Party sender) {
    return new LatePeaks(
        peaks.stream().filter(late -> late.sender() == sender).toList(), baseNanos);
  }

  long connections() {
    return peaks.stream().map(late -> late.attempt().tuple()).distinct().count();
  }

  long greatestNanos() {
    return peaks.stream().mapToLong(late -> late.peak().nanos()).max().orElse(0);
  }

  long leastNanos() {
    return peaks.stream().mapToLong(late -> late.peak().nanos()).min().orElse(0);
  }

  Moment first() {
    return peaks.get(0).peak().at();
  }

  Moment last() {
    return peaks.get(peaks.size() - 1).peak().at();
  }

  List<Long> frames() {
    return Frames.of(peaks.stream().map(late -> late.peak().at()).toList());
  }
}
