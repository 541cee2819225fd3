package io.synscope.testkit.capture;

import io.synscope.testkit.packet.Checksumming;
import io.synscope.testkit.packet.IpHeader;
import io.synscope.testkit.packet.Link;
import io.synscope.testkit.packet.TcpSegment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Many clients that talk to one Redis, as long as wanted: handshakes, requests, replies,
 * acknowledgments, goodbyes.
 */
public final class RedisTraffic {
  private static final int FIN_ACK = 0x11;
  private static final int SYN = 0x02;
  private static final int SYN_ACK = 0x12;
  private static final int ACK = 0x10;
  private static final int PUSH_ACK = 0x18;
  private static final int EXCHANGES = 30;
  private static final int STEPS = 3 + 3 * EXCHANGES + 3;

  private final CaptureWriter out;
  private final int connections;
  private final int snapLength;
  private final Random random;
  private final int[] step;
  private final int[] client;
  private final int[] server;
  private final int[] incarnation;
  private long nanos = 1_700_000_000_000_000_000L;

  /**
   * So many connections at a time, cut to this snap length; the same seed makes the same traffic.
   */
  public RedisTraffic(CaptureWriter out, int connections, int snapLength, long seed) {
    this.out = out;
    this.connections = connections;
    this.snapLength = snapLength;
    random = new Random(seed);
    step = new int[connections];
    client = random.ints(connections).toArray();
    server = random.ints(connections).toArray();
    incarnation = new int[connections];
    for (int i = 0; i < connections; i++) {
      step[i] = random.nextInt(STEPS);
    }
  }

  /** Writes the next packets. */
  public void write(long packets) throws IOException {
    for (long i = 0; i < packets; i++) {
      int connection = random.nextInt(connections);
      nanos += 500 + random.nextInt(4000);
      play(connection, step[connection]);
      step[connection] = (step[connection] + 1) % STEPS;
    }
  }

  private void play(int c, int at) throws IOException {
    if (at == 0) {
      incarnation[c]++;
      send(c, true, SYN, "");
      client[c]++;
    } else if (at == 1) {
      send(c, false, SYN_ACK, "");
      server[c]++;
    } else if (at == 2 || at == STEPS - 1) {
      send(c, true, ACK, "");
    } else if (at >= STEPS - 3) {
      send(c, at == STEPS - 3, FIN_ACK, "");
      client[c] += at == STEPS - 3 ? 1 : 0;
      server[c] += at == STEPS - 3 ? 0 : 1;
    } else {
      talk(c, at % 3);
    }
  }

  private void talk(int c, int turn) throws IOException {
    if (turn == 0) {
      String request = "*2\r\n$3\r\nGET\r\n$8\r\nkey:%04d\r\n".formatted(random.nextInt(10_000));
      send(c, true, PUSH_ACK, request);
      client[c] += request.length();
    } else if (turn == 1) {
      int size = 1 << 4 + random.nextInt(7);
      String reply = "$" + size + "\r\n" + "v".repeat(size) + "\r\n";
      send(c, false, PUSH_ACK, reply);
      server[c] += reply.length();
    } else {
      send(c, true, ACK, "");
    }
  }

  private void send(int c, boolean fromClient, int flags, String payload) throws IOException {
    byte[] clientAddress = {10, 0, (byte) (c >>> 14), (byte) (c >>> 6)};
    byte[] serverAddress = {10, 1, 0, 1};
    int port = 10_000 + (c & 63) + 64 * (incarnation[c] % 700);
    IpHeader ip =
        fromClient
            ? new IpHeader(clientAddress, serverAddress, 64, random.nextInt(65_536), true)
            : new IpHeader(serverAddress, clientAddress, 63, random.nextInt(65_536), true);
    TcpSegment segment =
        new TcpSegment(
            fromClient ? port : 6379,
            fromClient ? 6379 : port,
            fromClient ? client[c] : server[c],
            flags == SYN ? 0 : fromClient ? server[c] : client[c],
            flags,
            502,
            (flags & SYN) != 0 ? synOptions() : timestamps(),
            payload.getBytes(StandardCharsets.US_ASCII),
            Checksumming.FULL);
    byte[] frame = Link.ETHERNET.frame(segment.in(ip), fromClient, 0);
    out.frame(
        nanos, snapLength < frame.length ? Arrays.copyOf(frame, snapLength) : frame, frame.length);
  }

  private byte[] timestamps() {
    int value = (int) (nanos / 1_000_000);
    return new byte[] {
      1,
      1,
      8,
      10,
      (byte) (value >>> 24),
      (byte) (value >>> 16),
      (byte) (value >>> 8),
      (byte) value,
      0,
      0,
      0,
      1
    };
  }

  private byte[] synOptions() {
    return new byte[] {2, 4, 5, (byte) 0xb4, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7};
  }
}
