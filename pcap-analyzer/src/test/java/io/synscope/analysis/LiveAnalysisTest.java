package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureSource;
import io.synscope.finding.Finding;
import io.synscope.report.AttemptLine;
import io.synscope.report.Glance;
import io.synscope.report.Report;
import io.synscope.testkit.fixture.LabFixture;
import io.synscope.wire.Packet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** A capture that is looked at while it goes on. */
class LiveAnalysisTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_795_215_662L;
  private static final int SYN = 0x02;
  private static final int RST_ACK = 0x14;
  private static final int SERVER = 0x0b000001;

  private final ByteBuffer bytes = ByteBuffer.allocate(4 << 20).order(ByteOrder.LITTLE_ENDIAN);

  @Test
  void lookingChangesNothing() {
    SoftAssertions softly = new SoftAssertions();
    for (LabFixture fixture : LabFixture.all(Fixtures.LAB)) {
      fixture
          .captures()
          .forEach(
              (vantage, file) -> {
                Report once = Fixtures.analyze(file);
                Report watched = watched(open(file.toString()));
                String name = fixture.scenario() + " " + vantage;
                softly.assertThat(watched.findings()).as(name).isEqualTo(once.findings());
                softly.assertThat(watched.attempts()).as(name).isEqualTo(once.attempts());
                softly.assertThat(watched.exchanges()).as(name).isEqualTo(once.exchanges());
              });
    }
    softly.assertAll();
  }

  private static Report watched(CaptureSource source) {
    AtomicReference<LiveAnalysis> itself = new AtomicReference<>();
    LiveAnalysis analysis =
        new LiveAnalysis(source, options(64 << 20, line -> {}), each(itself, 397));
    itself.set(analysis);
    return run(analysis);
  }

  private static Consumer<Packet> each(AtomicReference<LiveAnalysis> analysis, int step) {
    return packet -> {
      if (packet.frame() % step == 0) {
        analysis.get().look(Long.MIN_VALUE);
      }
    };
  }

  @Test
  void aSynWithoutAnswer_isTold_althoughNothingElseIsCaptured() {
    begin();
    packet(0, 0x0a000001, 40_000, SERVER, 6379, SYN, 100, 0);
    packet(1, 0x0a000001, 40_000, SERVER, 6379, SYN, 100, 0);
    packet(2, 0x0a000001, 40_000, SERVER, 6379, SYN, 100, 0);
    List<Glance> glances = new ArrayList<>();
    AtomicReference<LiveAnalysis> itself = new AtomicReference<>();
    LiveAnalysis analysis =
        new LiveAnalysis(
            source(),
            options(64 << 20, line -> {}),
            packet -> {
              if (packet.nanos() == (START + 2) * SECOND) {
                glances.add(itself.get().look((START + 4) * SECOND));
                glances.add(itself.get().look((START + 5) * SECOND));
                glances.add(itself.get().look((START + 6) * SECOND));
              }
            });
    itself.set(analysis);
    run(analysis);
    assertThat(glances.get(0).begun()).as("one look is not enough for what is likely").isEmpty();
    assertThat(causes(glances.get(1).begun())).containsExactly("silent_drop");
    assertThat(glances.get(2).begun()).as("told once").isEmpty();
    assertThat(causes(glances.get(2).standing())).containsExactly("silent_drop");
    assertThat(glances.get(2).packets()).isEqualTo(3);
  }

  @Test
  void whatIsOverForLong_standsInTheReport_andMemoryDoesNot() {
    begin();
    for (int i = 0; i < 3; i++) {
      refused(i, 0x0a000001, 41_000 + i, 7001);
    }
    int later = 2000;
    for (int i = 0; i < 3000; i++) {
      refused(later + i, 0x0a000002 + i, 42_000, 7002);
    }
    List<Finding> ended = new ArrayList<>();
    List<AttemptLine> heard = new ArrayList<>();
    AtomicReference<LiveAnalysis> itself = new AtomicReference<>();
    LiveAnalysis analysis =
        new LiveAnalysis(
            source(),
            options(1 << 20, heard::add),
            packet -> {
              if (packet.nanos() / SECOND % 100 == (START + 2) % 100) {
                ended.addAll(itself.get().look(Long.MIN_VALUE).ended());
                ended.addAll(itself.get().look(Long.MIN_VALUE).ended());
              }
            });
    itself.set(analysis);
    Report report = run(analysis);
    assertThat(ended).anyMatch(finding -> finding.sentence().contains(":7001 refused"));
    assertThat(report.findings())
        .anyMatch(finding -> finding.sentence().contains(":7001 refused"))
        .anyMatch(finding -> finding.sentence().contains(":7002 refused"));
    assertThat(heard).as("every attempt, when it was over").hasSize(3003);
    assertThat(report.attempts()).as("the newest").hasSizeLessThan(1500);
    assertThat(report.attempts().get(report.attempts().size() - 1).startNanos())
        .isEqualTo((START + later + 2999) * SECOND);
    assertThat(report.attemptsTotal()).isEqualTo(3003);
  }

  private static List<String> causes(List<Finding> findings) {
    return findings.stream().map(finding -> finding.cause().id()).toList();
  }

  private static AnalysisOptions options(long bytes, Consumer<AttemptLine> heard) {
    return new AnalysisOptions(
        Optional.empty(),
        new MemoryBudget(bytes),
        false,
        false,
        Set.of(),
        Optional.of(heard),
        Optional.empty());
  }

  private static CaptureSource open(String file) {
    try {
      return CaptureFiles.open(List.of(Path.of(file)), CaptureOptions.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CaptureSource source() {
    byte[] written = new byte[bytes.position()];
    bytes.get(0, written);
    try {
      return CaptureFiles.open(new ByteArrayInputStream(written), CaptureOptions.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Report run(LiveAnalysis analysis) {
    try {
      return analysis.run().report();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin() {
    bytes.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
    bytes.putInt(262_144).putInt(101);
  }

  private void refused(int second, int client, int port, int listener) {
    packet(second, client, port, SERVER, listener, SYN, 100, 0);
    packet(second, SERVER, listener, client, port, RST_ACK, 0, 101);
  }

  private void packet(
      int second, int from, int fromPort, int to, int toPort, int flags, int seq, int ack) {
    bytes.putInt((int) START + second).putInt(0).putInt(40).putInt(40);
    ByteBuffer frame = ByteBuffer.allocate(40);
    frame.putInt(0x45000000 | 40).putInt(0).putInt(0x40060000).putInt(from).putInt(to);
    frame.putShort((short) fromPort).putShort((short) toPort).putInt(seq).putInt(ack);
    frame.putShort((short) (0x5000 | flags)).putShort((short) 64_240).putInt(0);
    bytes.put(frame.array());
  }
}
