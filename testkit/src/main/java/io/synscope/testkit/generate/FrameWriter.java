package io.synscope.testkit.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes TCP segments over IPv4 and Ethernet into a capture, as fast as bytes can be put. */
final class FrameWriter {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int PSH = 8;
  static final int ACK = 16;
  static final byte[] NOTHING = new byte[0];

  private static final long EPOCH_SECONDS = 1_767_225_600; // 2026-01-01T00:00:00Z
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final byte[] SYN_OPTIONS = {2, 4, 5, (byte) 0xB4, 4, 2, 8, 10};
  private static final byte[] ETHERNET =
      "\2\0\0\0\0\2\2\0\0\0\0\1\10\0".getBytes(StandardCharsets.ISO_8859_1);

  private final byte[] out = new byte[1 << 20];
  private final OutputStream stream;
  private final int snapLength;
  private final boolean pcapng;
  private final TrafficTruth truth;
  private int position;

  FrameWriter(OutputStream stream, TrafficPlan plan, TrafficTruth truth) {
    this.stream = stream;
    this.snapLength = plan.snapLength();
    this.pcapng = plan.pcapng();
    this.truth = truth;
    int[] header =
        pcapng
            ? new int[] {
              0x0A0D0D0A,
              28,
              0x1A2B3C4D,
              1,
              -1,
              -1,
              28, // section
              1,
              32,
              1,
              snapLength,
              9 | 1 << 16,
              9,
              0,
              32 // Ethernet interface, nanoseconds
            }
            : new int[] {0xA1B23C4D, 2 | 4 << 16, 0, 0, snapLength, 1};
    for (int word : header) {
      little(word);
    }
  }

  private void little(int word) {
    LITTLE.set(out, position, word);
    position += 4;
  }

  /** Writes one segment; its numbers are those of the conversation. */
  void segment(long nanos, Ends ends, boolean fromClient, int flags, byte[] data, int length)
      throws IOException {
    boolean plain = (flags & RST) != 0;
    int options = plain ? 0 : (flags & SYN) != 0 ? 20 : 12;
    int wire = 14 + 20 + 20 + options + length;
    int kept = Math.min(wire, snapLength);
    if (position + wire + 64 > out.length) {
      flush();
    }
    int record = recordHeader(nanos, kept, wire);
    int ip = position + 14;
    System.arraycopy(ETHERNET, 0, out, position, 14);
    ipHeader(ip, ends, fromClient, plain || flags == (SYN | ACK), wire - 14);
    tcpHeader(ip + 20, ends, fromClient, flags, options);
    if (options > 0) {
      options(ip + 40, ends, fromClient, (flags & SYN) != 0, (int) (nanos / 1_000_000));
    }
    System.arraycopy(data, 0, out, ip + 40 + options, length);
    SHORT.set(out, ip + 36, (short) checksum(ip, 20 + options + length));
    position += kept;
    closeRecord(record, kept);
    truth.packets++;
    truth.bytes += wire;
  }

  private int recordHeader(long nanos, int kept, int wire) {
    int start = position;
    if (pcapng) {
      long time = EPOCH_SECONDS * 1_000_000_000 + nanos;
      little(6);
      little(32 + (kept + 3 & ~3));
      little(0);
      little((int) (time >>> 32));
      little((int) time);
    } else {
      little((int) (EPOCH_SECONDS + nanos / 1_000_000_000));
      little((int) (nanos % 1_000_000_000));
    }
    little(kept);
    little(wire);
    return start;
  }

  private void closeRecord(int start, int kept) {
    if (pcapng) {
      for (int pad = kept; (pad & 3) != 0; pad++) {
        out[position++] = 0;
      }
      little(position - start + 4);
    }
  }

  private void ipHeader(int ip, Ends ends, boolean fromClient, boolean noNumber, int length) {
    int id = 0;
    if (!noNumber) {
      id = fromClient ? ++ends.clientIdentification : ++ends.serverIdentification;
    }
    BIG.set(out, ip, 0x45000000 | length);
    BIG.set(out, ip + 4, id << 16 | 0x4000);
    BIG.set(out, ip + 8, (fromClient ? 63 : 64) << 24 | 6 << 16);
    BIG.set(out, ip + 12, fromClient ? ends.clientAddress : ends.serverAddress);
    BIG.set(out, ip + 16, fromClient ? ends.serverAddress : ends.clientAddress);
    SHORT.set(out, ip + 10, (short) ~fold(sum(ip, 20)));
  }

  private void tcpHeader(int tcp, Ends ends, boolean fromClient, int flags, int options) {
    int source = fromClient ? ends.clientPort : ends.serverPort;
    int destination = fromClient ? ends.serverPort : ends.clientPort;
    boolean refusal = flags == (RST | ACK);
    BIG.set(out, tcp, source << 16 | destination);
    BIG.set(out, tcp + 4, refusal ? 0 : fromClient ? ends.clientSequence : ends.serverSequence);
    boolean acknowledges = (flags & ACK) != 0;
    int acknowledged = fromClient ? ends.serverSequence : ends.clientSequence;
    BIG.set(out, tcp + 8, acknowledges ? acknowledged : 0);
    int window = refusal ? 0 : (flags & SYN) != 0 ? 64_240 : 502;
    BIG.set(out, tcp + 12, (20 + options) / 4 << 28 | flags << 16 | window);
    BIG.set(out, tcp + 16, 0);
  }

  private void options(int at, Ends ends, boolean fromClient, boolean syn, int clock) {
    int timestamps = at + 4;
    if (syn) {
      System.arraycopy(SYN_OPTIONS, 0, out, at, 8);
      BIG.set(out, at + 16, 0x01030307); // nop, wscale 7
      timestamps = at + 8;
    } else {
      BIG.set(out, at, 0x0101080A);
    }
    int value = clock + (fromClient ? ends.clientAddress * 31 : ends.serverAddress * 17);
    BIG.set(out, timestamps, value);
    BIG.set(out, timestamps + 4, fromClient ? ends.serverClock : ends.clientClock);
    if (fromClient) {
      ends.clientClock = value;
    } else {
      ends.serverClock = value;
    }
  }

  private int checksum(int ip, int length) {
    return ~fold(sum(ip + 12, 8) + 6 + length + sum(ip + 20, length));
  }

  private long sum(int offset, int length) {
    long sum = 0;
    int at = offset;
    int end = offset + length;
    for (; at + 4 <= end; at += 4) {
      sum += (int) BIG.get(out, at) & 0xFFFFFFFFL;
    }
    for (int shift = 24; at < end; at++, shift -= 8) {
      sum += (out[at] & 0xFFL) << shift;
    }
    return sum;
  }

  private static int fold(long sum) {
    long folded = (sum & 0xFFFFFFFFL) + (sum >>> 32);
    while (folded > 0xFFFF) {
      folded = (folded & 0xFFFF) + (folded >>> 16);
    }
    return (int) folded;
  }

  void flush() throws IOException {
    stream.write(out, 0, position);
    position = 0;
  }
}
