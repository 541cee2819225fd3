package io.synscope.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.synscope.observation.Party;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What a connection costs, by the bytes that are allocated for it: never fewer than it keeps. */
class DialogueMemoryTest {
  private static final int CONNECTIONS = 10_000;

  /** 240 are kept; the interpreter also allocates what looks up whose the connection is. */
  private static final long CONNECTION_BYTES = 400;

  private static final int PIPELINE = 100_000;

  /** A thousand requests of 112 bytes, and the smaller arrays before. */
  private static final long KEPT_BYTES = 256 << 10;

  private static final ByteBuffer REQUEST = bytes(Talk.request("GET user:1"));
  private static final ByteBuffer REPLY = bytes("$1\r\n1\r\n");

  private final Exchanges exchanges = new Exchanges(false);
  private final Talk carrier = new Talk(exchanges);
  private final Dialogue[] dialogues = new Dialogue[CONNECTIONS];
  private long nanos;

  @Test
  void answeredConnection_costsAFewObjects() {
    exchange(exchanges.dialogue(carrier)); // what is allocated once
    long before = allocated();
    for (int i = 0; i < CONNECTIONS; i++) {
      dialogues[i] = exchanges.dialogue(carrier);
      exchange(dialogues[i]);
    }
    assertThat((allocated() - before) / CONNECTIONS).isLessThanOrEqualTo(CONNECTION_BYTES);
  }

  @Test
  void pipelineOfAnyDepth_isCountedNotKept() {
    Dialogue deep = exchanges.dialogue(carrier);
    hear(deep, Party.CLIENT, REQUEST);
    long before = allocated();
    for (int i = 1; i < PIPELINE; i++) {
      hear(deep, Party.CLIENT, REQUEST);
    }
    assertThat(allocated() - before).isLessThan(KEPT_BYTES);
    for (int i = 0; i < PIPELINE; i++) {
      hear(deep, Party.SERVER, REPLY);
    }
    assertThat(deep.conversation().requests()).isEqualTo(PIPELINE);
    assertThat(deep.conversation().outstanding()).isZero();
  }

  private void exchange(Dialogue dialogue) {
    hear(dialogue, Party.CLIENT, REQUEST);
    hear(dialogue, Party.SERVER, REPLY);
  }

  private void hear(Dialogue dialogue, Party from, ByteBuffer bytes) {
    nanos += 1_000_000;
    dialogue.bytes(from, nanos, 1, bytes, 0, bytes.limit(), true);
  }

  private static ByteBuffer bytes(String said) {
    return ByteBuffer.wrap(said.getBytes(US_ASCII));
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
