package io.synscope.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class BlockRingTest {
  @Test
  void bytesComeOutAsTheyWentIn_aroundTheEndOfTheArray() throws Exception {
    BlockRing ring = new BlockRing(1000);
    byte[] all = new byte[100_000];
    new Random(7).nextBytes(all);
    CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> readAll(ring));
    for (int at = 0; at < all.length; at += 250) {
      ring.put(Arrays.copyOfRange(all, at, at + 250), 250);
    }
    ring.end();
    assertThat(read.join()).isEqualTo(all);
    assertThat(ring.lost()).isZero();
  }

  @Test
  void whatFindsNoRoom_isCounted_andWhatWasThereIsWhole() throws Exception {
    BlockRing ring = new BlockRing(100);
    assertThat(ring.offer(new byte[60], 60)).isTrue();
    assertThat(ring.offer(new byte[60], 60)).isFalse();
    assertThat(ring.offer(new byte[40], 40)).isTrue();
    ring.end();
    assertThat(ring.readAllBytes()).hasSize(100);
    assertThat(ring.lost()).isOne();
  }

  private static byte[] readAll(BlockRing ring) {
    try {
      return ring.readAllBytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
