package io.synscope.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.need.Checkout;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresFolder;
import io.synscope.wire.Packet;
import io.synscope.wire.PacketKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of every capture that others made: as many frames, and every segment with Wireshark's number,
 * ports, numbers, length.
 */
@RequiresCommand("tshark")
@RequiresFolder(TsharkAgreementTest.CORPUS)
@Tag("tshark")
final class TsharkAgreementTest {
  static final String CORPUS = "../shared/corpus/captures";

  private static final List<String> FIELDS =
      List.of(
          "frame.number",
          "tcp.srcport",
          "tcp.dstport",
          "tcp.seq_raw",
          "tcp.ack_raw",
          "tcp.window_size_value",
          "tcp.flags",
          "tcp.len");

  @TempDir Path folder;

  static List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.list(Checkout.resolve(CORPUS))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void framesAndSegmentsAreTheSame(Path capture) throws Exception {
    List<String> theirs = tshark(capture);
    List<String> ours = new ArrayList<>();
    try (CaptureSource source = CaptureFiles.open(List.of(capture), CaptureOptions.DEFAULT)) {
      PacketBatch batch = new PacketBatch();
      while (source.fill(batch)) {
        for (int i = 0; i < batch.count(); i++) {
          ours.add(line(batch.packet(i)));
        }
      }
    }
    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < ours.size(); i++) {
      boolean lengthIsOpen =
          theirs
              .get(i)
              .endsWith("\t"); // tshark leaves it empty where a checksum leaves it in doubt
      String mine = lengthIsOpen ? ours.get(i).replaceFirst("\t\\d+$", "\t") : ours.get(i);
      assertThat(mine).isEqualTo(theirs.get(i));
    }
  }

  private static String line(Packet packet) {
    if (packet.kind() != PacketKind.TCP) {
      return packet.frame() + "\t".repeat(FIELDS.size() - 1);
    }
    return "%d\t%d\t%d\t%s\t%s\t%d\t0x%04x\t%d"
        .formatted(
            packet.frame(),
            packet.sourcePort(),
            packet.destinationPort(),
            Integer.toUnsignedString(packet.sequenceNumber()),
            Integer.toUnsignedString(packet.acknowledgmentNumber()),
            packet.window(),
            packet.flags(),
            packet.payloadLength());
  }

  /** Segments that ICMP errors quote are no segments of the capture. */
  private List<String> tshark(Path capture) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString(), "-T", "fields"));
    command.addAll(List.of("-e", "icmp.type", "-e", "icmpv6.type"));
    FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    try (Stream<String> lines = Files.lines(out)) {
      return lines.map(TsharkAgreementTest::withoutQuotes).toList();
    }
  }

  private static String withoutQuotes(String line) {
    String[] parts = line.split("\t", 3);
    boolean icmp = !parts[0].isEmpty() || !parts[1].isEmpty();
    return icmp ? parts[2].split("\t", 2)[0] + "\t".repeat(FIELDS.size() - 1) : parts[2];
  }
}
