package io.synscope.analysis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.observation.Exchange;
import io.synscope.observation.FourTuple;
import io.synscope.testkit.fixture.LabFixture;
import io.synscope.testkit.fixture.RecordedFrame;
import io.synscope.testkit.fixture.Recording;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A capture that misses a packet, its beginning or its end tells fewer exchanges, and none that was
 * not.
 */
class LostPacketTest {
  private static final int MOST_PACKETS = 100;

  /** What must be the same in every telling; times, because frames are counted anew. */
  private record Pair(FourTuple connection, String command, long requestNanos, long replyNanos) {
    boolean sharesRequest(Pair other) {
      return connection.equals(other.connection)
          && command.equals(other.command)
          && requestNanos == other.requestNanos;
    }

    boolean sharesReply(Pair other) {
      return connection.equals(other.connection) && replyNanos == other.replyNanos;
    }

    /** The same pair, of which the first sight of one half is missing and a copy came later. */
    boolean isLaterCopyOf(Pair whole) {
      return sharesReply(whole) && command.equals(whole.command)
          ? requestNanos > whole.requestNanos
          : sharesRequest(whole) && replyNanos > whole.replyNanos;
    }
  }

  static Stream<Path> captures() {
    return LabFixture.all(Fixtures.LAB).stream()
        .map(fixture -> requireNonNull(fixture.captures().get("client")))
        .filter(file -> Recording.read(file).frames().size() <= MOST_PACKETS)
        .filter(file -> pairs(Recording.read(file)).size() > 4);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void anySinglePacketMissing_noWrongPair(Path file) {
    Recording whole = Recording.read(file);
    List<Pair> truth = pairs(whole);
    for (int i = 0; i < whole.frames().size(); i++) {
      List<RecordedFrame> frames = new ArrayList<>(whole.frames());
      frames.remove(i);
      assertTrue(new Recording(frames), truth, "without packet " + (i + 1));
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void captureBeginsOrEndsAnywhere_noWrongPair(Path file) {
    Recording whole = Recording.read(file);
    List<Pair> truth = pairs(whole);
    List<RecordedFrame> frames = whole.frames();
    for (int cut = 1; cut < frames.size(); cut++) {
      assertTrue(new Recording(frames.subList(0, cut)), truth, "until packet " + cut);
      assertTrue(
          new Recording(frames.subList(cut, frames.size())), truth, "from packet " + (cut + 1));
    }
  }

  /** What is told is true, or true of a later copy of the same request or reply. */
  private static void assertTrue(Recording recording, List<Pair> truth, String when) {
    List<Pair> told = pairs(recording);
    truth.forEach(told::remove);
    for (Pair pair : told) {
      boolean crossed =
          truth.stream().anyMatch(pair::sharesRequest)
              && truth.stream().anyMatch(pair::sharesReply);
      boolean copied = truth.stream().anyMatch(pair::isLaterCopyOf);
      assertThat(copied && !crossed).as("%s: %s", when, pair).isTrue();
    }
  }

  private static List<Pair> pairs(Recording recording) {
    List<Pair> pairs = new ArrayList<>();
    AnalysisOptions options =
        new AnalysisOptions(
            Optional.empty(),
            new MemoryBudget(1 << 20),
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.of((connection, exchange) -> pairs.add(pair(connection, exchange))));
    try {
      CaptureAnalyzer.analyze(
          CaptureFiles.open(new ByteArrayInputStream(recording.pcapng()), CaptureOptions.DEFAULT),
          options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pairs;
  }

  private static Pair pair(FourTuple connection, Exchange exchange) {
    return new Pair(
        connection, exchange.command(), exchange.request().nanos(), exchange.reply().nanos());
  }
}
