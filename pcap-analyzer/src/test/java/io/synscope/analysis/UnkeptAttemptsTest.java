package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.observation.Outcome;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What does not fit the budget is heard once, one by one, and nothing else is. */
class UnkeptAttemptsTest {
  private static final int ATTEMPTS = 20_000;
  private static final int LINKTYPE_RAW = 101;
  private static final int FRAME = 40;
  private static final int SYN = 0x02;
  private static final int RST_ACK = 0x14;

  @Test
  void everyAttemptIsEitherKeptOrHeard() throws IOException {
    List<AttemptLine> heard = new ArrayList<>();
    AnalysisOptions options =
        new AnalysisOptions(
            Optional.empty(),
            new MemoryBudget(1 << 20),
            false,
            false,
            Set.of(),
            Optional.of(heard::add),
            Optional.empty());
    Report report =
        CaptureAnalyzer.analyze(
                CaptureFiles.open(new ByteArrayInputStream(capture()), CaptureOptions.DEFAULT),
                options)
            .report();

    Set<String> clients = new HashSet<>();
    Stream.concat(heard.stream(), report.attempts().stream())
        .forEach(attempt -> clients.add(attempt.client() + "#" + attempt.outcome()));
    assertThat(heard).isNotEmpty();
    assertThat(report.attempts()).isNotEmpty();
    assertThat(heard.size() + report.attempts().size())
        .isEqualTo(ATTEMPTS)
        .isEqualTo((int) report.attemptsTotal());
    assertThat(clients).hasSize(ATTEMPTS);
    assertThat(heard)
        .extracting(AttemptLine::outcome)
        .contains(Outcome.UNANSWERED, Outcome.REFUSED_RST);
    assertThat(heard)
        .filteredOn(attempt -> attempt.outcome() == Outcome.REFUSED_RST)
        .allMatch(attempt -> attempt.story().word().equals("refused_rst"));
  }

  /**
   * Every second SYN is refused, the others stay without an answer; each has an address of its own.
   */
  private static byte[] capture() {
    ByteBuffer bytes =
        ByteBuffer.allocate(24 + ATTEMPTS * 2 * (16 + FRAME)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
    bytes.putInt(262_144).putInt(LINKTYPE_RAW);
    for (int i = 0; i < ATTEMPTS; i++) {
      int client = 0x0a000000 + i;
      packet(bytes, i, client, 40_000, 0x0b000001, 6379, SYN, 100, 0);
      if (i % 2 == 0) {
        packet(bytes, i, 0x0b000001, 6379, client, 40_000, RST_ACK, 0, 101);
      }
    }
    byte[] written = new byte[bytes.position()];
    bytes.get(0, written);
    return written;
  }

  private static void packet(
      ByteBuffer bytes,
      int time,
      int from,
      int fromPort,
      int to,
      int toPort,
      int flags,
      int seq,
      int ack) {
    bytes
        .putInt(1_795_215_662 + time / 1000)
        .putInt(time % 1000 * 1000)
        .putInt(FRAME)
        .putInt(FRAME);
    ByteBuffer frame = ByteBuffer.allocate(FRAME);
    frame.putInt(0x45000000 | FRAME).putInt(0).putInt(0x40060000).putInt(from).putInt(to);
    frame.putShort((short) fromPort).putShort((short) toPort).putInt(seq).putInt(ack);
    frame.putShort((short) (0x5000 | flags)).putShort((short) 64_240).putInt(0);
    bytes.put(frame.array());
  }
}
