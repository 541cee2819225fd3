package io.synscope.capture;

import io.synscope.wire.LinkType;
import java.util.ArrayList;
import java.util.List;

/** The interfaces that the section read now has described so far, and what all sections lost. */
final class PcapngInterfaces {
  private static final int MOST = 65_536;

  private final List<PcapngInterface> described = new ArrayList<>();
  private long droppedInEarlierSections = PcapngInterface.UNKNOWN;
  private long unknown;

  /** Each section numbers its interfaces anew. */
  void beginSection() {
    droppedInEarlierSections = dropped();
    described.clear();
  }

  boolean full() {
    return described.size() >= MOST;
  }

  void add(PcapngInterface next) {
    described.add(next);
  }

  boolean contains(int id) {
    return id >= 0 && id < described.size();
  }

  PcapngInterface get(int id) {
    return described.get(id);
  }

  /**
   * {@return the interface that a packet names, or the likeliest where there is none of that id}
   */
  PcapngInterface ofPacket(int id) {
    if (contains(id)) {
      return get(id);
    }
    unknown++;
    return described.isEmpty() ? undescribed() : get(0);
  }

  /** Files without any interface block exist; what wrote them captured Ethernet. */
  private static PcapngInterface undescribed() {
    return new PcapngInterface(LinkType.ETHERNET.number(), 0);
  }

  /** {@return what the statistics blocks of all sections say was lost, or UNKNOWN} */
  long dropped() {
    long dropped = droppedInEarlierSections;
    for (PcapngInterface each : described) {
      dropped = plus(dropped, each.dropped);
    }
    return dropped;
  }

  private static long plus(long a, long b) {
    return a < 0 ? b : b < 0 ? a : a + b;
  }

  /** {@return what was odd about the interfaces that packets name} */
  List<String> remarks() {
    return unknown == 0
        ? List.of()
        : List.of(unknown + " packets name an interface that the file does not describe");
  }
}
