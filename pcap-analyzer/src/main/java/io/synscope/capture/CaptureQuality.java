package io.synscope.capture;

import io.synscope.wire.LinkType;
import io.synscope.wire.Packet;
import io.synscope.wire.PacketKind;
import io.synscope.wire.Tunnel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much was captured, and what of it is cut, damaged, lost or out of order. */
public final class CaptureQuality {
  /** What the counters say that nobody kept. */
  public static final long UNKNOWN = -1;

  private final long[] kinds = new long[PacketKind.values().length];
  private final long[] tunnels = new long[Tunnel.values().length];
  private final SortedMap<String, Long> unsupportedLinks = new TreeMap<>();
  private final List<CapturedFile> finished = new ArrayList<>();
  private final List<FileNotes> open = new ArrayList<>();
  private long packets;
  private long plainSegments;
  private long capturedBytes;
  private long firstNanos = Long.MAX_VALUE;
  private long latestNanos = Long.MIN_VALUE;
  private long previousNanos = Long.MIN_VALUE;
  private long cutPackets;
  private long fragments;
  private long incompleteDatagrams;
  private long outOfOrder;
  private long withoutTime;
  private long filteredOut;
  private long dropped = UNKNOWN;

  /** Nothing captured yet. */
  public CaptureQuality() {}

  /** {@return frames read, filtered ones included} */
  public long packets() {
    return packets;
  }

  /** {@return bytes of frames that were captured} */
  public long capturedBytes() {
    return capturedBytes;
  }

  /** {@return time of the earliest packet; 0 without packets} */
  public long firstNanos() {
    return packets == 0 ? 0 : firstNanos;
  }

  /** {@return time of the latest packet; 0 without packets} */
  public long lastNanos() {
    return packets == 0 ? 0 : Math.max(latestNanos, previousNanos);
  }

  /** {@return frames of which the capture kept fewer bytes than were on the wire} */
  public long cutPackets() {
    return cutPackets;
  }

  /** {@return how many frames turned out to be of this kind} */
  public long count(PacketKind kind) {
    return kinds[kind.ordinal()] + (kind == PacketKind.TCP ? plainSegments : 0);
  }

  /** {@return how many packets came through such a tunnel} */
  public long count(Tunnel tunnel) {
    return tunnels[tunnel.ordinal()];
  }

  /** {@return packets that are, or were put together from, IP fragments} */
  public long fragments() {
    return fragments;
  }

  /** {@return fragmented packets of which at least one fragment was never captured} */
  public long incompleteDatagrams() {
    return incompleteDatagrams;
  }

  /** {@return frames of link types that cannot be decoded, by the link type's name} */
  public SortedMap<String, Long> unsupportedLinks() {
    return Collections.unmodifiableSortedMap(unsupportedLinks);
  }

  /** {@return packets stamped earlier than the one before them} */
  public long outOfOrder() {
    return outOfOrder;
  }

  /**
   * {@return packets without a time of their own (pcapng simple packet blocks); they bear that of
   * the one before}
   */
  public long withoutTime() {
    return withoutTime;
  }

  /** {@return packets that the filter did not let through} */
  public long filteredOut() {
    return filteredOut;
  }

  /**
   * {@return packets that the capture itself says it lost, or {@link #UNKNOWN} where it does not
   * say}
   */
  public long dropped() {
    return dropped;
  }

  /** {@return the inputs in the order of the file index in {@link Packet#frame()}} */
  public List<CapturedFile> files() {
    List<CapturedFile> files = new ArrayList<>(finished);
    open.forEach(notes -> files.add(notes.toRecord()));
    return List.copyOf(files);
  }

  FileNotes open(String name, long bytes) {
    FileNotes notes = new FileNotes(name, bytes);
    open.add(notes);
    return notes;
  }

  void see(RecordFormat record) {
    packets++;
    capturedBytes += record.capturedLength;
    if (record.originalLength > record.capturedLength) {
      cutPackets++;
    }
    if (record.nanos < previousNanos || packets == 1) {
      seeEarlier(record.nanos);
    }
    previousNanos = record.nanos;
  }

  void see(Packet packet, int linkNumber) {
    if (packet.isPlain()) {
      plainSegments++;
    } else {
      seeUnusual(packet, linkNumber);
    }
  }

  private void seeUnusual(Packet packet, int linkNumber) {
    kinds[packet.kind().ordinal()]++;
    if (packet.fragmented()) {
      fragments++;
    }
    if (packet.tunnel() != Tunnel.NONE) {
      tunnels[packet.tunnel().ordinal()]++;
    }
    if (packet.kind() == PacketKind.UNSUPPORTED_LINK) {
      unsupportedLinks.merge(LinkType.describe(linkNumber), 1L, Long::sum);
    }
  }

  /** While time goes forward nothing is to be noted but the newest one. */
  private void seeEarlier(long nanos) {
    if (packets == 1) {
      firstNanos = nanos;
      return;
    }
    outOfOrder++;
    firstNanos = Math.min(firstNanos, nanos);
    latestNanos = Math.max(latestNanos, previousNanos);
  }

  void incompleteDatagrams(long count) {
    incompleteDatagrams = count;
  }

  void filterOut() {
    filteredOut++;
  }

  void addWithoutTime(long count) {
    withoutTime += count;
  }

  void addDropped(long count) {
    if (count >= 0) {
      dropped = Math.max(0, dropped) + count;
    }
  }
}
