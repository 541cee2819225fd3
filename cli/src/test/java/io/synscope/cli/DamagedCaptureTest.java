package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.fixture.RecordedFrame;
import io.synscope.testkit.fixture.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever happened to a capture of a real failure, it goes the whole way: through packets,
 * connections, RESP, rules and each output, to a report and never to an error of synscope.
 */
final class DamagedCaptureTest {
  private static final Path LAB = Path.of("../pcap-analyzer/src/test/resources/lab");
  private static final String RESP = "*$+-:\r\n0123456789>~%_,#";
  private static final int HEADERS = 14 + 20 + 20;

  private static Path folder = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("damaged");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What may happen to the frames of a capture. */
  enum Damage {
    BITS_FLIPPED {
      @Override
      void to(List<RecordedFrame> frames, Random random) {
        overwrite(frames, random, 0, bytes -> bytes[random.nextInt(bytes.length)] ^= 1 << 4);
      }
    },
    TCP_HEADERS_OF_NOBODY {
      @Override
      void to(List<RecordedFrame> frames, Random random) {
        overwrite(
            frames,
            random,
            HEADERS,
            bytes -> bytes[34 + random.nextInt(20)] = (byte) random.nextInt());
      }
    },
    OTHER_WORDS {
      @Override
      void to(List<RecordedFrame> frames, Random random) {
        overwrite(
            frames,
            random,
            HEADERS + 12,
            bytes ->
                bytes[HEADERS + 12 + random.nextInt(bytes.length - HEADERS - 12)] =
                    (byte) RESP.charAt(random.nextInt(RESP.length())));
      }
    },
    CUT {
      @Override
      void to(List<RecordedFrame> frames, Random random) {
        frames.replaceAll(
            frame -> {
              int length = Math.min(frame.bytes().length, 14 + random.nextInt(80));
              return frame.with(Arrays.copyOf(frame.bytes(), length));
            });
      }
    },
    LOST {
      @Override
      void to(List<RecordedFrame> frames, Random random) {
        frames.removeIf(frame -> random.nextInt(3) == 0);
      }
    },
    DOUBLED {
      @Override
      void to(List<RecordedFrame> frames, Random random) {
        frames.addAll(List.copyOf(frames.subList(0, random.nextInt(frames.size() + 1))));
      }
    },
    SHUFFLED {
      @Override
      void to(List<RecordedFrame> frames, Random random) {
        Collections.shuffle(frames, random);
      }
    },
    CLOCK_THAT_JUMPS {
      @Override
      void to(List<RecordedFrame> frames, Random random) {
        frames.replaceAll(
            frame -> random.nextInt(10) > 0 ? frame : frame.at(random.nextLong() >>> 2));
      }
    };

    abstract void to(List<RecordedFrame> frames, Random random);

    private static void overwrite(
        List<RecordedFrame> frames, Random random, int least, Consumer<byte[]> how) {
      frames.replaceAll(
          frame -> {
            byte[] bytes = frame.bytes().clone();
            if (bytes.length > least && random.nextInt(3) == 0) {
              how.accept(bytes);
            }
            return frame.with(bytes);
          });
    }
  }

  @Property(tries = 80)
  void damageOfAnyKind_givesAReport(
      @ForAll("captures") Path capture,
      @ForAll Damage first,
      @ForAll Damage second,
      @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    List<RecordedFrame> frames = new ArrayList<>(Recording.read(capture).frames());
    first.to(frames, random);
    second.to(frames, random);
    Path damaged = folder.resolve("damaged.pcapng");
    Files.write(damaged, new Recording(List.copyOf(frames)).pcapng());

    for (List<String> output :
        List.of(
            List.of("--json", "--html", folder.resolve("page.html").toString()),
            List.of("--explain", "all", "--wireshark", "--verbose"),
            List.of("--extract", folder.resolve("extract" + seed).toString()))) {
      List<String> arguments = new ArrayList<>(List.of("analyze", damaged.toString()));
      arguments.addAll(output);
      Run run = Run.of(arguments.toArray(String[]::new));
      assertThat(run.exit()).as(run.talk()).isBetween(0, 3);
      assertThat(run.talk()).doesNotContain("an error of synscope");
    }
  }

  @Provide
  static Arbitrary<Path> captures() throws IOException {
    try (Stream<Path> files = Files.walk(LAB)) {
      return Arbitraries.of(
          files.filter(file -> file.toString().endsWith(".pcap.gz")).sorted().toList());
    }
  }
}
