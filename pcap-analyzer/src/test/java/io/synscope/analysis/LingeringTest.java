package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.report.Report;
import io.synscope.testkit.capture.PcapWriter;
import io.synscope.testkit.packet.Checksumming;
import io.synscope.testkit.packet.IpHeader;
import io.synscope.testkit.packet.TcpSegment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Segments of connections that so many others have followed that they were written out. */
class LingeringTest {
  private static final int RAW_IP = 101; // LINKTYPE_RAW
  private static final int FIN_ACK = 0x11;
  private static final int SYN = 0x02;
  private static final int SYN_ACK = 0x12;
  private static final int ACK = 0x10;
  private static final int RST = 0x04;
  private static final int ENDS = 5_000;
  private static final long STEP_NANOS = 1_000;
  private static final byte[] SERVER = {10, 0, 0, 2};
  private static final byte[] NONE = {};

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PcapWriter writer;
  private long nanos = 1_000_000_000;

  LingeringTest() throws IOException {
    writer =
        new PcapWriter(
            bytes, ByteOrder.LITTLE_ENDIAN, PcapWriter.Variant.NANOSECONDS, RAW_IP, 65_535);
    for (int i = 0; i < ENDS; i++) {
      handshake(i);
      send(i, true, 1001, 5001, FIN_ACK);
      send(i, false, 5001, 1002, FIN_ACK);
    }
  }

  @Test
  void lateSegments_areNoConnectionsOfTheirOwn() throws IOException {
    for (int i = 0; i < 100; i++) {
      send(i, true, 1002, 5002, ACK);
      send(i, false, 5002, 0, RST);
    }

    assertThat(analyze().attemptsTotal()).isEqualTo(ENDS);
  }

  @Test
  void afterHalfAMinute_theyAre() throws IOException {
    nanos += 31_000_000_000L;
    send(0, true, 1002, 5002, ACK);

    assertThat(analyze().attemptsTotal()).isEqualTo(ENDS + 1);
  }

  @Test
  void synWithTheSamePort_isTheNextIncarnation() throws IOException {
    nanos += 60_000_000_000L;
    send(0, true, 7000, 0, SYN);
    send(0, false, 0, 7001, RST | ACK);

    Report report = analyze();
    assertThat(report.attemptsTotal()).isEqualTo(ENDS + 1);
    assertThat(report.attempts())
        .filteredOn(line -> line.client().port() == 10_000)
        .extracting(line -> line.incarnation())
        .contains(1);
  }

  private Report analyze() throws IOException {
    writer.close();
    return Fixtures.analyze(bytes.toByteArray());
  }

  private void handshake(int client) throws IOException {
    send(client, true, 1000, 0, SYN);
    send(client, false, 5000, 1001, SYN_ACK);
    send(client, true, 1001, 5001, ACK);
  }

  private void send(int client, boolean fromClient, int seq, int ack, int flags)
      throws IOException {
    nanos += STEP_NANOS;
    byte[] address = {10, 1, 0, 1};
    int port = 10_000 + client;
    byte[] packet =
        new TcpSegment(
                fromClient ? port : 6379,
                fromClient ? 6379 : port,
                seq,
                ack,
                flags,
                501,
                NONE,
                NONE,
                Checksumming.FULL)
            .in(
                new IpHeader(
                    fromClient ? address : SERVER, fromClient ? SERVER : address, 64, 0, true));
    writer.frame(nanos, packet, packet.length);
  }
}
