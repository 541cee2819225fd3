package io.synscope.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.wire.PacketKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several files are one capture in time order, whatever the order of their names. */
final class SeveralFilesTest {
  private static final int FRAMES = 100;

  private Path folder = Path.of("");

  @BeforeEach
  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("several");
  }

  @AfterEach
  @AfterTry
  void removeFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Test
  void aRotatedSetReadsAsItsConcatenation() throws IOException {
    Path first = file("x.pcap", 0, FRAMES, 1);
    Path second = file("x.pcap1", FRAMES, 2 * FRAMES, 1);
    Path third = file("x.pcap2", 2 * FRAMES, 3 * FRAMES, 1);
    Captured.Reading whole = Captured.read(file("whole.pcap", 0, 3 * FRAMES, 1));

    Captured.Reading rotated = Captured.read(third, first, second);

    assertThat(contents(rotated)).isEqualTo(contents(whole));
    assertThat(rotated.packets()).extracting(Captured::file).startsWith(1).contains(2).endsWith(0);
    assertThat(rotated.packets().get(0).number()).isEqualTo(1);
    assertThat(rotated.quality().outOfOrder()).isZero();
    assertThat(rotated.quality().files())
        .extracting(CapturedFile::name)
        .containsExactly(third.toString(), first.toString(), second.toString());
    assertThat(rotated.quality().files())
        .extracting(CapturedFile::packets)
        .containsOnly((long) FRAMES);
  }

  @Test
  void filesOfTheSameTimeAreInterleaved() throws IOException {
    Path even = file("even.pcap", 0, FRAMES, 2);
    Path odd = file("odd.pcap", 1, FRAMES, 2);
    Captured.Reading both = Captured.read(even, odd);
    assertThat(contents(both)).isEqualTo(contents(Captured.read(file("all.pcap", 0, FRAMES, 1))));
    assertThat(both.packets()).extracting(Captured::file).startsWith(0, 1, 0, 1, 0, 1);
  }

  @Test
  void equalTimesKeepTheOrderOfTheFiles() throws IOException {
    byte[] first = Samples.pcap(writer -> writer.frame(Samples.START, Samples.frame(1)));
    byte[] second = Samples.pcap(writer -> writer.frame(Samples.START, Samples.frame(2)));
    Captured.Reading both =
        Captured.read(
            Files.write(folder.resolve("1"), first), Files.write(folder.resolve("2"), second));
    assertThat(both.packets()).extracting(Captured::file).containsExactly(0, 1);
  }

  @Test
  void aDamagedFileDoesNotStopTheOthers() throws IOException {
    byte[] cut = Samples.pcap(writer -> Samples.frames(writer, 3));
    Path damaged = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(cut, cut.length - 1));
    Captured.Reading both = Captured.read(damaged, file("good", 0, 10, 1));
    assertThat(both.packets()).hasSize(12);
    assertThat(both.quality().files().get(0).warnings()).hasSize(1);
    assertThat(both.quality().files().get(1).warnings()).isEmpty();
  }

  @Test
  void fragmentsAreJoinedAcrossFiles() throws IOException {
    byte[] packet = Samples.packet(1000, 6379, 64);
    byte[] first = fragment(packet, 0, 40, true);
    byte[] second = fragment(packet, 40, packet.length - 20, false);
    Path one = Files.write(folder.resolve("1"), Samples.pcap(w -> w.frame(1, first)));
    Path two = Files.write(folder.resolve("2"), Samples.pcap(w -> w.frame(2000, second)));
    Captured.Reading both = Captured.read(one, two);
    assertThat(both.packets().get(1).summary()).startsWith("TCP 41394>6379 seq 1000 len 64");
    assertThat(both.quality().count(PacketKind.FRAGMENT)).isEqualTo(1);
    assertThat(both.quality().fragments()).isEqualTo(2);
    assertThat(both.quality().incompleteDatagrams()).isZero();
  }

  @Property(tries = 60)
  void packetsComeInTimeOrderAndNoneIsLost(
      @ForAll @Size(min = 1, max = 6)
          List<@Size(max = 200) List<@IntRange(max = 5000) Integer>> times)
      throws IOException {
    List<Path> paths = new ArrayList<>();
    List<Long> all = new ArrayList<>();
    for (List<Integer> file : times) {
      List<Long> nanos = file.stream().sorted().map(t -> t * 1000L).toList();
      all.addAll(nanos);
      byte[] bytes =
          Samples.pcap(
              writer -> {
                for (long at : nanos) {
                  writer.frame(at, Samples.frame((int) at));
                }
              });
      paths.add(Files.write(folder.resolve("f" + paths.size()), bytes));
    }
    Captured.Reading reading = Captured.read(paths.toArray(Path[]::new));
    assertThat(reading.packets())
        .extracting(Captured::nanos)
        .isEqualTo(all.stream().sorted().toList());
    assertThat(reading.quality().outOfOrder()).isZero();
    for (int file = 0; file < times.size(); file++) {
      int index = file;
      List<Long> numbers =
          reading.packets().stream().filter(p -> p.file() == index).map(Captured::number).toList();
      assertThat(numbers)
          .isSortedAccordingTo(Comparator.naturalOrder())
          .hasSize(times.get(file).size());
    }
  }

  private Path file(String name, int from, int to, int step) throws IOException {
    byte[] bytes =
        Samples.pcap(
            writer -> {
              for (int i = from; i < to; i += step) {
                writer.frame(Samples.START + i * Samples.STEP, Samples.frame(i));
              }
            });
    return Files.write(folder.resolve(name), bytes);
  }

  private static List<String> contents(Captured.Reading reading) {
    return reading.packets().stream().map(p -> p.nanos() + " " + p.hex()).toList();
  }

  /** An Ethernet frame with the bytes from..to of this IP packet's payload. */
  private static byte[] fragment(byte[] ip, int from, int to, boolean more) {
    java.nio.ByteBuffer frame = java.nio.ByteBuffer.allocate(14 + 20 + to - from);
    frame.putShort(12, (short) 0x0800).position(14);
    frame.put(ip, 0, 20).put(ip, 20 + from, to - from);
    frame.putShort(14 + 2, (short) (20 + to - from));
    frame.putShort(14 + 6, (short) (from / 8 | (more ? 0x2000 : 0)));
    return frame.array();
  }
}
