package io.synscope.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.synscope.redis.Recording.Heard;
import io.synscope.redis.Recording.Pair;
import io.synscope.redis.Recording.Piece;
import io.synscope.redis.Recording.Player;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is missing from a real conversation, no wrong pairing is told as certain. */
class RecordedTalkTest {
  static List<String> recordings() {
    return Recording.ALL;
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void wholeConversation_leavesNothingUnpaired(String name) {
    Heard heard = Recording.read(name).whole();
    assertThat(heard.conversation().unpaired()).isZero();
    assertThat(heard.conversation().desyncs()).isZero();
    int cutOff = name.equals("blocking") ? 1 : 0;
    assertThat(heard.conversation().replies()).isEqualTo(heard.conversation().requests() - cutOff);
    assertThat(heard.pairs()).hasSize((int) heard.conversation().replies());
    assertThat(heard.conversation().blocked()).isEqualTo(cutOff == 1);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void splitAtEveryByte_changesNothing(String name) {
    Recording recording = Recording.read(name);
    List<Pair> truth = recording.whole().pairs();
    for (int chunk = 1; chunk < 12; chunk++) {
      assertThat(recording.inChunks(chunk).pairs()).as("chunks of %d", chunk).isEqualTo(truth);
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void everySingleSegmentMissing_noWrongPair(String name) {
    for (Recording recording :
        List.of(Recording.read(name), Recording.read(name).oneMessageASegment())) {
      List<Pair> truth = recording.whole().pairs();
      long told = 0;
      long possible = 0;
      for (int missing = 0; missing < recording.pieces().size(); missing++) {
        for (boolean late : new boolean[] {false, true}) {
          List<Pair> pairs = without(recording, missing, late).pairs();
          assertTrue(pairs, truth, name + " without segment " + (missing + 1));
          told += pairs.size();
          possible += truth.size();
        }
      }
      // A lost segment costs the exchanges around it, not the rest: "inline" keeps least, 42 %.
      assertThat(100 * told / possible).as("per cent told of %s", name).isGreaterThan(40);
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void captureBeginsAnywhere_noWrongPair(String name) {
    Recording recording = Recording.read(name).oneMessageASegment();
    List<Pair> truth = recording.whole().pairs();
    for (int start = 1; start < recording.pieces().size(); start++) {
      Player player = recording.player(false);
      recording.pieces().subList(start, recording.pieces().size()).forEach(player::all);
      assertTrue(player.end().pairs(), truth, name + " from segment " + (start + 1));
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void captureEndsAnywhere_tellsThePairsUntilThen(String name) {
    Recording recording = Recording.read(name);
    List<Pair> truth = recording.whole().pairs();
    for (int end = 0; end < recording.pieces().size(); end++) {
      Player player = recording.player(true);
      recording.pieces().subList(0, end).forEach(player::all);
      assertTrue(player.end().pairs(), truth, name + " to segment " + end);
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void manySegmentsMissingOrCut_noWrongPair(String name) {
    Recording recording = Recording.read(name);
    List<Pair> truth = recording.whole().pairs();
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Player player = recording.player(random.nextInt(4) > 0);
      for (Piece piece : recording.pieces()) {
        int length = piece.bytes().length;
        int seen = random.nextInt(8) > 0 ? length : random.nextInt(length + 1);
        if (random.nextInt(2) == 0) {
          gapAndBytes(player, piece, 0, seen, length);
        } else {
          gapAndBytes(player, piece, length - seen, seen, length);
        }
      }
      assertTrue(player.end().pairs(), truth, name + " with seed " + seed);
    }
  }

  private static void gapAndBytes(Player player, Piece piece, int from, int seen, int length) {
    if (from > 0) {
      player.gap(piece, from, piece);
    }
    if (seen > 0) {
      player.bytes(piece, from, seen);
    }
    if (from + seen < length) {
      player.gap(piece, length - from - seen, piece);
    }
  }

  @SuppressWarnings("ReferenceEquality") // two pieces may say the same; one of them is missing
  private static Heard without(Recording recording, int missing, boolean late) {
    Player player = recording.player(true);
    Piece gap = recording.pieces().get(missing);
    boolean told = false;
    for (Piece piece : recording.pieces()) {
      boolean now = late ? piece.from() == gap.from() && piece.frame() > gap.frame() : piece == gap;
      if (now && !told) {
        player.gap(gap, gap.bytes().length, piece);
        told = true;
      }
      if (piece != gap) {
        player.all(piece);
      }
    }
    return player.end();
  }

  /** The pairs told are true ones in their order, and none is told twice. */
  private static void assertTrue(List<Pair> told, List<Pair> truth, String when) {
    int next = 0;
    for (Pair pair : told) {
      while (next < truth.size() && !truth.get(next).equals(pair)) {
        next++;
      }
      if (next++ == truth.size()) {
        fail(when + ": told wrongly, twice or out of order: " + pair);
      }
    }
  }
}
