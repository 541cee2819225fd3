package io.synscope.wire;

import java.nio.ByteBuffer;

/**
 * The beginning of a packet as an ICMP error quotes it: often not more than its IP header and eight
 * bytes.
 */
final class QuotedPacket {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int PORTS_AND_SEQUENCE = 8; // what RFC 792 promises behind the IP header
  private static final int SEQUENCE_OFFSET = 4;
  private static final int FRAGMENT_OFFSET = 0x1fff;

  boolean present;
  boolean tcp;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  int protocol;
  int sourcePort;
  int destinationPort;
  int sequenceNumber;
  int hopLimit;
  int length;

  void clear() {
    present = false;
    tcp = false;
    sourceHigh = 0;
    sourceLow = 0;
    destinationHigh = 0;
    destinationLow = 0;
    protocol = -1;
    sourcePort = 0;
    destinationPort = 0;
    sequenceNumber = 0;
    hopLimit = 0;
    length = 0;
  }

  void read(ByteBuffer bytes, int ip, int limit) {
    if (limit - ip < Ipv4.MINIMUM_LENGTH) {
      return;
    }
    int version = bytes.get(ip) >>> 4;
    if (version == Ipv4.VERSION) {
      readIpv4(bytes, ip, limit);
    } else if (version == Ipv6.VERSION && limit - ip >= Ipv6.LENGTH) {
      readIpv6(bytes, ip, limit);
    }
  }

  private void readIpv4(ByteBuffer bytes, int ip, int limit) {
    int headerLength = (bytes.get(ip) & 0xf) * 4;
    if (headerLength < Ipv4.MINIMUM_LENGTH) {
      return;
    }
    present = true;
    length = bytes.getShort(ip + 2) & 0xffff;
    hopLimit = bytes.get(ip + 8) & 0xff;
    protocol = bytes.get(ip + 9) & 0xff;
    sourceLow = Ipv4.MAPPED | bytes.getInt(ip + 12) & 0xffff_ffffL;
    destinationLow = Ipv4.MAPPED | bytes.getInt(ip + 16) & 0xffff_ffffL;
    if ((bytes.getShort(ip + 6) & FRAGMENT_OFFSET) == 0) {
      readTransport(bytes, ip + headerLength, limit);
    }
  }

  private void readIpv6(ByteBuffer bytes, int ip, int limit) {
    present = true;
    length = Ipv6.LENGTH + (bytes.getShort(ip + 4) & 0xffff);
    hopLimit = bytes.get(ip + 7) & 0xff;
    sourceHigh = bytes.getLong(ip + 8);
    sourceLow = bytes.getLong(ip + 16);
    destinationHigh = bytes.getLong(ip + 24);
    destinationLow = bytes.getLong(ip + 32);
    protocol = bytes.get(ip + 6) & 0xff;
    readTransport(bytes, ip + Ipv6.LENGTH, limit);
  }

  private void readTransport(ByteBuffer bytes, int transport, int limit) {
    if (protocol != TCP && protocol != UDP || limit - transport < PORTS_AND_SEQUENCE) {
      return;
    }
    int ports = bytes.getInt(transport);
    sourcePort = ports >>> 16;
    destinationPort = ports & 0xffff;
    tcp = protocol == TCP;
    sequenceNumber = tcp ? bytes.getInt(transport + SEQUENCE_OFFSET) : 0;
  }
}
