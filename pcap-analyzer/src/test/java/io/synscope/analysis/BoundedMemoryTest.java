package io.synscope.analysis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.synscope.report.Report;
import io.synscope.testkit.capture.PcapWriter;
import io.synscope.testkit.packet.Checksumming;
import io.synscope.testkit.packet.IpHeader;
import io.synscope.testkit.packet.TcpSegment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Memory follows live connections: neither packets nor what a file claims of itself cost any. */
class BoundedMemoryTest {
  private static final int RAW_IP = 101; // LINKTYPE_RAW
  private static final int SYN = 0x02;
  private static final int SYN_ACK = 0x12;
  private static final int PSH_ACK = 0x18;
  private static final int ACK = 0x10;
  private static final byte[] CLIENT = {10, 0, 0, 1};
  private static final byte[] SERVER = {10, 0, 0, 2};
  private static final byte[] PING = "*1\r\n$4\r\nPING\r\n".getBytes(US_ASCII);
  private static final byte[] PONG = "+PONG\r\n".getBytes(US_ASCII);
  private static final byte[] NONE = {};
  private static final long STEP_NANOS = 200_000;
  private static final long BOMB_BYTES = 256L << 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long nanos;

  @Test
  void oneConnection_allocatesNothingForItsLaterPackets() throws IOException {
    byte[] shorter = conversation(50_000);
    byte[] longer = conversation(150_000);
    allocatedFor(shorter); // classes are loaded, call sites linked
    long first = allocatedFor(shorter);
    long second = allocatedFor(longer);

    assertThat((second - first) / 200_000.0).as("bytes a packet").isLessThanOrEqualTo(1);
  }

  @Test
  void connectionThatLastsLong_isPairedToItsEnd() throws IOException {
    Report report = Fixtures.analyze(conversation(50_000));

    assertThat(report.attemptsTotal()).isEqualTo(1);
    assertThat(report.exchanges().orElseThrow().commands())
        .singleElement()
        .satisfies(ping -> assertThat(ping.traffic().count()).isEqualTo(50_000));
  }

  @Test
  void bomb_isReadAsAStream() throws IOException {
    byte[] bomb = bomb();
    assertThat(bomb.length).isLessThan(1 << 20);
    long before = allocated();
    Report report = Fixtures.analyze(bomb);

    assertThat(allocated() - before).as("of %d bytes inflated", BOMB_BYTES).isLessThan(64 << 20);
    assertThat(report.input().packets()).isEqualTo(1);
  }

  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    GZIPOutputStream zip = new GZIPOutputStream(small);
    PcapWriter writer = writer(zip);
    writer.frame(0, new byte[60], 60);
    writer.header(1, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    byte[] zeros = new byte[1 << 16];
    for (long written = 0; written < BOMB_BYTES; written += zeros.length) {
      zip.write(zeros);
    }
    zip.close();
    return small.toByteArray();
  }

  @Test
  void floodOfStrangers_keepsAFixedTable() throws IOException {
    byte[] flood = flood(150_000);
    byte[] larger = flood(350_000);
    allocatedFor(flood);
    long first = allocatedFor(flood);
    long second = allocatedFor(larger);

    assertThat((second - first) / 200_000.0).as("bytes a SYN").isLessThanOrEqualTo(8);
  }

  @Test
  void moreListenersThanAreKept_areStillCounted() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PcapWriter writer = writer(bytes)) {
      for (int i = 0; i < 60_000; i++) {
        writeSyn(writer, CLIENT, 40_000, 1 + i, i);
      }
    }
    Report report = Fixtures.analyze(bytes.toByteArray());

    assertThat(report.attemptsTotal()).isEqualTo(60_000);
  }

  private static byte[] flood(int syns) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Random random = new Random(7);
    try (PcapWriter writer = writer(bytes)) {
      for (int i = 0; i < syns; i++) {
        byte[] source = {
          11, (byte) random.nextInt(), (byte) random.nextInt(), (byte) random.nextInt()
        };
        writeSyn(writer, source, 1024 + random.nextInt(60_000), 6379, i);
      }
    }
    return bytes.toByteArray();
  }

  private static void writeSyn(PcapWriter writer, byte[] source, int port, int listener, int i)
      throws IOException {
    byte[] packet =
        new TcpSegment(port, listener, i * 77, 0, SYN, 64_240, NONE, NONE, Checksumming.FULL)
            .in(new IpHeader(source, SERVER, 60, i & 0xffff, true));
    writer.frame(i * 1000L, packet, packet.length);
  }

  private byte[] conversation(int exchanges) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    nanos = 1_000_000_000;
    try (PcapWriter writer = writer(bytes)) {
      int asked = 1001;
      int replied = 5001;
      send(writer, true, asked - 1, 0, SYN, NONE);
      send(writer, false, replied - 1, asked, SYN_ACK, NONE);
      send(writer, true, asked, replied, ACK, NONE);
      for (int i = 0; i < exchanges; i++) {
        send(writer, true, asked, replied, PSH_ACK, PING);
        asked += PING.length;
        send(writer, false, replied, asked, PSH_ACK, PONG);
        replied += PONG.length;
      }
    }
    return bytes.toByteArray();
  }

  private void send(PcapWriter writer, boolean client, int seq, int ack, int flags, byte[] payload)
      throws IOException {
    nanos += STEP_NANOS;
    IpHeader ip = new IpHeader(client ? CLIENT : SERVER, client ? SERVER : CLIENT, 64, 0, true);
    int from = client ? 40_000 : 6379;
    int to = client ? 6379 : 40_000;
    byte[] packet =
        new TcpSegment(from, to, seq, ack, flags, 501, NONE, payload, Checksumming.FULL).in(ip);
    writer.frame(nanos, packet, packet.length);
  }

  private static PcapWriter writer(OutputStream out) throws IOException {
    return new PcapWriter(
        out, ByteOrder.LITTLE_ENDIAN, PcapWriter.Variant.MICROSECONDS, RAW_IP, 65_535);
  }

  private long allocatedFor(byte[] capture) {
    long before = allocated();
    Report report = Fixtures.analyze(capture);
    assertThat(report.attemptsTotal()).isPositive();
    return allocated() - before;
  }

  private long allocated() {
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
