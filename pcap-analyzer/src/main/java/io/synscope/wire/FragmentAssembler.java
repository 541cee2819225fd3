package io.synscope.wire;

/**
 * Puts fragmented IP packets together, so that a fragmented segment is seen once: at the frame that
 * completes it.
 *
 * <p>Bounded: {@value #DATAGRAMS} packets at a time, {@value Datagram#MAX_LENGTH} bytes each, the
 * oldest given up first.
 */
final class FragmentAssembler {
  static final int DATAGRAMS = 64;

  private static final long LIFETIME_NANOS =
      30_000_000_000L; // Linux ipfrag_time; RFC 8200 4.5 allows 60 s

  /**
   * A capture filter such as {@code tcp port 6379} never matches a fragment behind the first. Where
   * so many first ones came without a single other one, nothing will ever complete them and they
   * are taken as they are.
   */
  private static final int LONELY_FIRST_FRAGMENTS = 4;

  private final Datagram[] datagrams = new Datagram[DATAGRAMS];
  private int firstFragmentsAlone;
  private long incomplete;

  FragmentAssembler() {
    for (int i = 0; i < DATAGRAMS; i++) {
      datagrams[i] = new Datagram();
    }
  }

  /** {@return packets of which some fragments were seen and never the last missing one} */
  long incomplete() {
    long waiting = 0;
    for (Datagram datagram : datagrams) {
      waiting += datagram.inUse ? 1 : 0;
    }
    return incomplete + waiting;
  }

  /**
   * Takes the fragment at the cursor, whose addresses the packet already bears.
   *
   * @param identification ties the fragments of one packet together
   * @param protocol what the fragments carry
   * @param offset of this fragment's bytes in the packet's payload
   * @param more whether others follow behind it
   * @param headerLength of the IP header that is to stand before the whole, at the packet's {@code
   *     ipOffset}
   * @return what to take off next
   */
  int take(
      Cursor cursor, int identification, int protocol, int offset, boolean more, int headerLength) {
    Packet packet = cursor.packet;
    packet.fragmented = true;
    firstFragmentsAlone = offset == 0 ? firstFragmentsAlone + 1 : 0;
    int length = cursor.wireEnd - cursor.at;
    if (length <= 0 || offset + length > Datagram.MAX_LENGTH || more && (length & 7) != 0) {
      return cursor.stop(PacketKind.MALFORMED);
    }
    if (firstFragmentsAlone > LONELY_FIRST_FRAGMENTS) {
      return protocol;
    }
    Datagram datagram = find(packet, identification, protocol);
    Datagram.Progress progress = datagram.add(cursor, offset, length, more, headerLength);
    if (progress == Datagram.Progress.CONTRADICTION) {
      datagram.release();
      incomplete++;
    }
    if (progress != Datagram.Progress.COMPLETE) {
      return cursor.stop(PacketKind.FRAGMENT);
    }
    datagram.moveTo(cursor);
    datagram.release();
    return protocol;
  }

  private Datagram find(Packet packet, int identification, int protocol) {
    Datagram oldest = datagrams[0];
    for (Datagram datagram : datagrams) {
      if (datagram.inUse && packet.nanos - datagram.firstNanos > LIFETIME_NANOS) {
        datagram.release();
        incomplete++;
      }
      if (datagram.inUse && datagram.holds(packet, identification, protocol)) {
        return datagram;
      }
      if (!datagram.inUse || oldest.inUse && datagram.firstNanos < oldest.firstNanos) {
        oldest = datagram;
      }
    }
    if (oldest.inUse) {
      incomplete++;
    }
    oldest.begin(packet, identification, protocol);
    return oldest;
  }
}
