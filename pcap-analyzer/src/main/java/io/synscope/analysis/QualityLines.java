package io.synscope.analysis;

import io.synscope.capture.CaptureQuality;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.Observations;
import io.synscope.report.Input.QualityLine;
import io.synscope.wire.PacketKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The capture's quality as counters: what is cut, lost, doubled or could not be read. Zeros are
 * left out.
 */
final class QualityLines {
  private final List<QualityLine> lines = new ArrayList<>();

  private QualityLines() {}

  static List<QualityLine> of(CaptureQuality quality, Observations facts, PacketSorter sorter) {
    QualityLines table = new QualityLines();
    CaptureFacts capture = facts.capture();
    table.add("dropped", quality.dropped(), "packet", "that the capturing program says it lost");
    table.add(
        "cutBySnapLength", quality.cutPackets(), "packet", "of which the snap length cut the end");
    table.add("truncated", quality.count(PacketKind.TRUNCATED), "packet", "with a header cut off");
    table.add(
        "malformed", quality.count(PacketKind.MALFORMED), "packet", "with contradictory headers");
    table.add(
        "unsupportedLink",
        quality.count(PacketKind.UNSUPPORTED_LINK),
        "packet",
        "of a link type that is not read");
    table.add(
        "secondCaptures",
        capture.secondCapturesSameHop() + capture.secondCapturesOtherHop(),
        "packet",
        "captured twice, counted once");
    table.add("outOfOrder", quality.outOfOrder(), "packet", sorter.order().words());
    table.add("clockJumps", sorter.clock().count(), "time", "that the capture's clock was set");
    table.add("fragments", quality.fragments(), "IP fragment", "among the packets");
    table.add("withoutTime", quality.withoutTime(), "packet", "without a time stamp");
    table.add("filteredOut", quality.filteredOut(), "packet", "that the filter left out");
    long unseen =
        facts.attempts().stream()
            .mapToLong(
                a ->
                    a.wire().fromClient().repair().unseenAcknowledged()
                        + a.wire().fromServer().repair().unseenAcknowledged())
            .sum();
    table.add(
        "unseenAcknowledged", unseen, "acknowledgment", "of bytes that the capture does not hold");
    table.add(
        "unmatchedIcmp",
        sorter.unmatchedIcmp(),
        "ICMP error",
        "about no connection of this capture");
    return List.copyOf(table.lines);
  }

  private void add(String name, long value, String noun, String words) {
    if (value > 0) {
      lines.add(new QualityLine(name, value, noun + (value == 1 ? " " : "s ") + words));
    }
  }
}
