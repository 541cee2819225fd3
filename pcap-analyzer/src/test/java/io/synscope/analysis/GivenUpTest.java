package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.observation.Outcome;
import io.synscope.report.Report;
import io.synscope.testkit.capture.PcapWriter;
import io.synscope.testkit.packet.Checksumming;
import io.synscope.testkit.packet.IpHeader;
import io.synscope.testkit.packet.TcpSegment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** What nobody answers is kept as long as its client may ask again, and no longer. */
class GivenUpTest {
  private static final int RAW_IP = 101; // LINKTYPE_RAW
  private static final int SYN = 0x02;
  private static final int CLIENTS = 4_000;
  private static final long SECOND = 1_000_000_000;
  private static final byte[] CLIENT = {10, 1, 0, 1};
  private static final byte[] SERVER = {10, 0, 0, 2};
  private static final byte[] NONE = {};

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PcapWriter writer;

  GivenUpTest() throws IOException {
    writer =
        new PcapWriter(
            bytes, ByteOrder.LITTLE_ENDIAN, PcapWriter.Variant.NANOSECONDS, RAW_IP, 65_535);
  }

  @Test
  void hoursOfSilence_takeTheRoomOfMinutes() throws IOException {
    silence(CLIENTS);

    Report report = analyze();

    assertThat(report.attemptsTotal()).isEqualTo(CLIENTS);
    assertThat(report.caveats())
        .as("none was written out before its time")
        .noneMatch(caveat -> caveat.contains("to make room"));
    assertThat(report.attempts())
        .allSatisfy(line -> assertThat(line.outcome()).isEqualTo(Outcome.UNANSWERED));
  }

  @Test
  void portUsedAgainAfterwards_isTheNextIncarnation() throws IOException {
    silence(600);
    syn(0, 601 * SECOND, 77);

    assertThat(analyze().attempts())
        .filteredOn(line -> line.client().port() == 10_000)
        .extracting(line -> line.incarnation())
        .containsExactly(0, 1);
  }

  private void silence(int clients) throws IOException {
    for (int i = 0; i < clients; i++) {
      syn(i, i * SECOND, 1000);
      syn(i, (i + 1) * SECOND, 1000);
    }
  }

  /** Room for 1,024 connections at once. */
  private Report analyze() throws IOException {
    writer.close();
    AnalysisOptions usual = AnalysisOptions.defaults();
    AnalysisOptions narrow =
        new AnalysisOptions(usual.vantage(), new MemoryBudget(1 << 20), false, false);
    ByteArrayInputStream stream = new ByteArrayInputStream(bytes.toByteArray());
    return CaptureAnalyzer.analyze(
            CaptureFiles.open("silence", stream, CaptureOptions.DEFAULT), narrow)
        .report();
  }

  private void syn(int client, long nanos, int sequence) throws IOException {
    byte[] packet =
        new TcpSegment(
                10_000 + client, 6379, sequence, 0, SYN, 64_240, NONE, NONE, Checksumming.FULL)
            .in(new IpHeader(CLIENT, SERVER, 64, (int) (nanos >>> 20) & 0xffff, true));
    writer.frame(nanos, packet, packet.length);
  }
}
