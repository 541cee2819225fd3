package io.synscope.testing;

import io.synscope.observation.Lateness;
import io.synscope.observation.Moment;
import io.synscope.observation.Recovery;
import io.synscope.observation.Repair;
import io.synscope.observation.Retransmission;
import io.synscope.observation.RoundTrip;
import io.synscope.observation.RoundTripPeak;
import io.synscope.observation.SegmentSizes;
import io.synscope.observation.SentHalf;
import io.synscope.observation.Volume;
import io.synscope.observation.WindowStall;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one end sent, changed where it differs; times are seconds after the capture began. */
public final class HalfBuilder {
  private final SentHalf base;
  private final List<Retransmission> repeats;
  private final List<WindowStall> stalls = new ArrayList<>();
  private Volume volume;
  private SegmentSizes sizes;
  private RoundTrip roundTrip;
  private int lost;
  private int reordered;
  private int duplicates;
  private int reportedTwice;
  private int gaps;
  private int unseen;
  private int keepAlives;
  private Moment unansweredSince = Moment.NONE;
  private int nagle;

  HalfBuilder(SentHalf base) {
    this.base = base;
    repeats = new ArrayList<>(base.repair().retransmissions());
    volume = base.volume();
    sizes = base.sizes();
    roundTrip = base.roundTrip();
  }

  /** So much payload in so many segments, from then to then, all acknowledged. */
  public HalfBuilder data(int segments, long bytes, double first, double last) {
    Moment end = Sightings.moment(last);
    volume =
        new Volume(
            segments + 3,
            segments,
            bytes,
            bytes,
            Sightings.moment(first),
            end,
            end,
            0,
            Moment.NONE);
    return this;
  }

  /** Nothing but RSTs. */
  public HalfBuilder onlyResets(int number) {
    volume = new Volume(number, 0, 0, 0, Moment.NONE, Moment.NONE, Moment.NONE, 0, Moment.NONE);
    return this;
  }

  /** The last segment of any kind. */
  public HalfBuilder lastPacket(double at) {
    volume =
        new Volume(
            volume.packets(),
            volume.dataSegments(),
            volume.payloadBytes(),
            volume.acknowledgedBytes(),
            volume.firstData(),
            volume.lastData(),
            Sightings.moment(at),
            volume.unacknowledgedBytes(),
            volume.unacknowledgedSince());
    return this;
  }

  /** Data of then are never acknowledged and repeated after these times, by a timer. */
  public HalfBuilder inVain(int bytes, double since, double... after) {
    int transmission = 2;
    double before = 0;
    for (double wait : after) {
      repeats.add(
          new Retransmission(
              Sightings.moment(since + wait),
              Recovery.TIMEOUT,
              100,
              bytes,
              Math.round((wait - before) * 1e9),
              transmission++));
      before = wait;
    }
    Moment last = Sightings.moment(since + before);
    volume =
        new Volume(
            volume.packets() + 1 + after.length,
            volume.dataSegments() + 1,
            volume.payloadBytes() + bytes,
            volume.payloadBytes(),
            volume.firstData().seen() ? volume.firstData() : Sightings.moment(since),
            last,
            last,
            bytes,
            Sightings.moment(since));
    return this;
  }

  /** Ranges sent again for this reason, each of so many bytes, all acknowledged in the end. */
  public HalfBuilder again(Recovery reason, int times, int bytes, double from) {
    for (int i = 0; i < times; i++) {
      repeats.add(
          new Retransmission(
              Sightings.moment(from + i * 0.3), reason, 1000L * (i + 1), bytes, 208_000_000L, 2));
    }
    return this;
  }

  /** Ranges that were lost. */
  public HalfBuilder lost(int ranges) {
    lost = ranges;
    return this;
  }

  /** Segments that came late. */
  public HalfBuilder reordered(int segments) {
    reordered = segments;
    return this;
  }

  /** Copies that the network made. */
  public HalfBuilder duplicates(int copies) {
    duplicates = copies;
    return this;
  }

  /** Repetitions that the receiver reports it did not need. */
  public HalfBuilder reportedTwice(int blocks) {
    reportedTwice = blocks;
    return this;
  }

  /** The peer acknowledged, so many times, what is not in the capture. */
  public HalfBuilder unseen(int times) {
    unseen = times;
    return this;
  }

  /** Packets that were never captured, by IP identification. */
  public HalfBuilder gaps(int packets) {
    gaps = packets;
    return this;
  }

  /** Which sizes passed. */
  public HalfBuilder sizes(SegmentSizes seen) {
    sizes = seen;
    return this;
  }

  /** Keepalive probes at the end that nothing answered. */
  public HalfBuilder keepAlivesInVain(int probes, double since) {
    keepAlives = probes;
    unansweredSince = Sightings.moment(since);
    return this;
  }

  /** The window was closed from then to then; negative for ever. */
  public HalfBuilder closedWindow(double from, double to) {
    stalls.add(
        new WindowStall(Sightings.moment(from), to < 0 ? Moment.NONE : Sightings.moment(to), 3));
    return this;
  }

  /** Small segments that waited for a delayed ACK. */
  public HalfBuilder nagle(int times) {
    nagle = times;
    return this;
  }

  /** Round trips in milliseconds, and the late ones among them, at these seconds. */
  public HalfBuilder roundTrips(
      int samples, double least, double median, double greatest, double... lateAt) {
    List<RoundTripPeak> peaks = new ArrayList<>();
    for (double at : lateAt) {
      peaks.add(new RoundTripPeak(Sightings.moment(at), millis(greatest), 100, false));
    }
    roundTrip = new RoundTrip(samples, millis(least), millis(median), millis(greatest), peaks);
    return this;
  }

  private static long millis(double value) {
    return Math.round(value * 1e6);
  }

  SentHalf build() {
    Map<Recovery, Integer> recoveries = new EnumMap<>(Recovery.class);
    repeats.forEach(repeat -> recoveries.merge(repeat.recovery(), 1, Integer::sum));
    return new SentHalf(
        volume,
        new Repair(recoveries, repeats, lost, reordered, duplicates, reportedTwice, gaps, unseen),
        sizes,
        stalls,
        keepAlives,
        0,
        keepAlives,
        unansweredSince,
        nagle,
        List.of(),
        base.hopLimitLow(),
        base.hopLimitHigh(),
        base.checksum(),
        base.effectiveMss(),
        roundTrip,
        0,
        Lateness.NONE);
  }
}
