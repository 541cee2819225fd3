package io.synscope.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synscope.analysis.AnalysisOptions;
import io.synscope.analysis.CaptureAnalyzer;
import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureQuality;
import io.synscope.capture.CaptureSource;
import io.synscope.capture.PacketBatch;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import io.synscope.wire.PacketKind;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real traffic in namespaces of our own. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand("redis-cli")
final class LiveCaptureTest {
  private static Lab lab;

  @TempDir Path folder;

  @BeforeAll
  static void build() {
    lab = Lab.create();
    lab.redis();
  }

  @AfterAll
  static void remove() {
    lab.close();
  }

  @Test
  void aConversationOnVeth_isSeenWhole_andTheCopyOnDiskIsTheSame() throws Exception {
    Path file = folder.resolve("copy.pcapng");
    LiveOptions options = LiveOptions.of(List.of("c0"), "tcp port 6379 or udp port 9");
    Report live = capture(options, file, () -> redisCli("set", "a", "1"));
    assertThat(outcomes(live)).containsExactly("ESTABLISHED_CLEAN");
    assertThat(live.input().packets()).isGreaterThanOrEqualTo(8);
    assertThat(live.findings()).isEmpty();
    Report again =
        CaptureAnalyzer.analyze(
                CaptureFiles.open(List.of(file), CaptureOptions.DEFAULT),
                AnalysisOptions.defaults())
            .report();
    assertThat(again.attempts()).isEqualTo(live.attempts());
  }

  @Test
  void theDeviceAny_isCapturedCooked() throws Exception {
    LiveOptions options = LiveOptions.of(List.of("any"), "tcp port 6379 or udp port 9");
    Report live = capture(options, folder.resolve("any.pcapng"), () -> redisCli("ping"));
    assertThat(outcomes(live)).containsExactly("ESTABLISHED_CLEAN");
  }

  @Test
  void aClosedPort_isRefused_andTwoInterfacesAreOneCapture() throws Exception {
    LiveOptions options = LiveOptions.of(List.of("c0", "lo"), "tcp or udp port 9");
    Report live =
        capture(
            options,
            folder.resolve("two.pcapng"),
            () -> {
              redisCli("ping");
              return lab.client().run("sh", "-c", "redis-cli -h 10.77.2.2 -p 7001 ping || true");
            });
    assertThat(outcomes(live)).startsWith("ESTABLISHED_CLEAN").contains("REFUSED_RST");
    assertThat(live.headline().cause()).isEqualTo("refused_no_listener");
  }

  @Test
  void aCount_endsIt() throws Exception {
    LiveOptions options = LiveOptions.of(List.of("c0"), "tcp port 6379").withCount(5);
    try (LiveCapture capture = lab.client().call(() -> LiveCapture.open(options))) {
      redisCli("ping");
      Report report = analyze(capture);
      assertThat(report.input().packets()).isBetween(5L, 8L); // what the loop held is handed on
    }
  }

  @Test
  void anInterfaceThatIsNotThere_isToldInOneLine() {
    LiveOptions options = LiveOptions.of(List.of("nix7"), "");
    assertThatThrownBy(() -> LiveCapture.open(options).close())
        .isInstanceOf(LiveException.class)
        .hasMessage("nix7: no such interface; synscope interfaces lists them");
  }

  @Test
  void aFilterThatIsNone_isToldInOneLine() {
    LiveOptions options = LiveOptions.of(List.of("lo"), "tcp prot 6379");
    assertThatThrownBy(() -> LiveCapture.open(options).close())
        .isInstanceOf(LiveException.class)
        .hasMessageStartingWith("\"tcp prot 6379\" is no filter for lo: ")
        .hasMessageEndingWith("; see man pcap-filter")
        .matches(failure -> ((LiveException) failure).wrongFilter());
  }

  @Test
  void interfacesOfANamespaceAreListed() {
    List<Device> devices = lab.client().call(Device::all);
    assertThat(devices).extracting(Device::name).contains("c0", "lo", "any");
  }

  private static String redisCli(String... words) {
    String[] command = new String[words.length + 3];
    System.arraycopy(new String[] {"redis-cli", "-h", Lab.SERVER}, 0, command, 0, 3);
    System.arraycopy(words, 0, command, 3, words.length);
    return lab.client().run(command);
  }

  private static Report capture(LiveOptions options, Path file, Callable<String> traffic)
      throws Exception {
    try (LiveCapture capture = lab.client().call(() -> LiveCapture.open(options))) {
      traffic.call();
      lab.client().call(LiveCaptureTest::sayThatItIsOver);
      RotatedFiles files = RotatedFiles.open(file, Rotation.NONE);
      SavedStream saved = new SavedStream(capture.stream(), files);
      CaptureSource all = CaptureFiles.open("live", saved, CaptureOptions.DEFAULT);
      return CaptureAnalyzer.analyze(new UntilUdp(all, capture), AnalysisOptions.defaults())
          .report();
    }
  }

  /** A datagram to nobody, behind everything else. */
  private static String sayThatItIsOver() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[1], 1, new InetSocketAddress(Lab.ROUTER, 9)));
      socket.send(new DatagramPacket(new byte[1], 1, new InetSocketAddress("127.0.0.1", 9)));
      return "";
    }
  }

  /** Ends the capture when the datagram has come by. */
  private record UntilUdp(CaptureSource all, LiveCapture capture) implements CaptureSource {
    @Override
    public boolean fill(PacketBatch batch) throws IOException {
      boolean more = all.fill(batch);
      for (int i = 0; i < batch.count(); i++) {
        if (batch.packet(i).kind() == PacketKind.UDP) {
          capture.stop();
        }
      }
      return more;
    }

    @Override
    public CaptureQuality quality() {
      return all.quality();
    }

    @Override
    public long bytesRead() {
      return all.bytesRead();
    }

    @Override
    public long bytesTotal() {
      return all.bytesTotal();
    }

    @Override
    public void close() throws IOException {
      all.close();
    }
  }

  private static Report analyze(LiveCapture capture) throws Exception {
    return CaptureAnalyzer.analyze(
            CaptureFiles.open("live", capture.stream(), CaptureOptions.DEFAULT),
            AnalysisOptions.defaults())
        .report();
  }

  private static List<String> outcomes(Report report) {
    return report.attempts().stream().map(AttemptLine::outcome).map(Enum::name).toList();
  }
}
