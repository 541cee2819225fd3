package io.synscope.tcp;

import io.synscope.wire.Packet;

/**
 * Counts packets that one end sent and the capture does not hold, by the gaps in its IPv4
 * identification.
 *
 * <p>Linux numbers the packets of a socket one by one and counts each wire segment of an offloaded
 * super-segment (GSO adds gso_segs), so the next identification is this one plus the number of wire
 * segments. Trusted only after the counter has been seen to behave so.
 */
final class IdentificationCounter {
  private static final int MUST_AGREE = 10;
  private static final int ABSURD_GAP = 1000;

  private int expected = -1;
  private int exact;
  private int odd;
  private int missing;

  /** Takes the next packet of this end. */
  void on(Packet packet, int effectiveMss) {
    if (packet.ipv6() || packet.identification() == 0) {
      return;
    }
    int identification = packet.identification();
    int segments = Math.max(1, (packet.payloadLength() + effectiveMss - 1) / effectiveMss);
    int gap = expected < 0 ? 0 : (identification - expected) & 0xffff;
    if (gap > 0x10000 - ABSURD_GAP) {
      missing = Math.max(0, missing - segments); // overtaken, and counted as missing then
      return;
    }
    if (expected >= 0) {
      compare(gap);
    }
    expected = (identification + segments) & 0xffff;
  }

  private void compare(int gap) {
    if (gap == 0) {
      exact++;
    } else if (gap < ABSURD_GAP) {
      missing += gap;
    } else {
      odd++;
    }
  }

  /** {@return packets never captured; 0 while the counter cannot be trusted} */
  int missing() {
    return exact >= MUST_AGREE && odd * 10 <= exact ? missing : 0;
  }

  /** {@return whether {@code packet} was sent before the newest one, by its identification} */
  boolean older(Packet packet) {
    return exact > 0
        && packet.identification() != 0
        && !packet.ipv6()
        && ((packet.identification() - expected) & 0xffff) > 0x8000;
  }
}
