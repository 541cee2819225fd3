package io.synscope.analysis;

import io.synscope.capture.PacketBatch;
import io.synscope.observation.Party;
import io.synscope.redis.Dialogue;
import io.synscope.tcp.Connection;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one batch of packets gave to hear, in order: written by the thread that follows connections,
 * read by the one that listens.
 *
 * <p>Four longs an entry and a reference or two beside them, in arrays that are used again. The
 * bytes themselves stay in the batch.
 */
final class Transcript {
  private static final int LONGS = 4;
  private static final int FIRST_ENTRIES = 1024;

  private static final int BYTES = 0;
  private static final int GAP = 1;
  private static final int ACKNOWLEDGED = 2;
  private static final int ENDED = 3;

  /** Of a scribe: its handshake went on; of a connection: it is over. */
  private static final int OTHER = 4;

  private static final int KIND = 0xf;
  private static final int FROM_SERVER = 0x10;
  private static final int FLAG = 0x20;

  private final PacketBatch batch = new PacketBatch();
  private long[] entries = new long[FIRST_ENTRIES * LONGS];
  private @Nullable Object[] whose = new Object[FIRST_ENTRIES];
  private @Nullable ByteBuffer[] bytes = new ByteBuffer[FIRST_ENTRIES];
  private int count;
  private boolean last;

  /** {@return the packets of which this tells} */
  PacketBatch batch() {
    return batch;
  }

  void bytes(
      Dialogue dialogue,
      Party from,
      long nanos,
      long frame,
      ByteBuffer in,
      int position,
      int length,
      boolean endsSegment) {
    int at = entry(dialogue, BYTES, from, endsSegment);
    bytes[at] = in;
    write(at, nanos, frame, (long) position << Integer.SIZE | length);
  }

  void gap(Dialogue dialogue, Party from, long nanos, long frame, long length) {
    write(entry(dialogue, GAP, from, false), nanos, frame, length);
  }

  void acknowledged(Dialogue dialogue, long nanos, long frame, long offset, boolean pureAck) {
    write(entry(dialogue, ACKNOWLEDGED, Party.CLIENT, pureAck), nanos, frame, offset);
  }

  void ended(Dialogue dialogue, Party by, long nanos, long frame, boolean reset) {
    write(entry(dialogue, ENDED, by, reset), nanos, frame, 0);
  }

  void handshake(Scribe scribe, long toServerNanos, long toClientNanos) {
    write(entry(scribe, OTHER, Party.CLIENT, false), toServerNanos, toClientNanos, 0);
  }

  void over(Connection connection, long nowNanos) {
    write(entry(connection, OTHER, Party.CLIENT, false), nowNanos, 0, 0);
  }

  /** Says that there is no other one behind this. */
  void end() {
    last = true;
  }

  boolean isLast() {
    return last;
  }

  private int entry(Object subject, int kind, Party from, boolean flag) {
    if (count == whose.length) {
      entries = Arrays.copyOf(entries, entries.length * 2);
      whose = Arrays.copyOf(whose, count * 2);
      bytes = Arrays.copyOf(bytes, count * 2);
    }
    whose[count] = subject;
    entries[count * LONGS] = kind | (from == Party.SERVER ? FROM_SERVER : 0) | (flag ? FLAG : 0);
    return count++;
  }

  private void write(int entry, long one, long two, long three) {
    int at = entry * LONGS;
    entries[at + 1] = one;
    entries[at + 2] = two;
    entries[at + 3] = three;
  }

  /** Tells everything to the dialogues that it concerns, and hands over what is over. */
  void read(Hearing hearing) {
    for (int i = 0; i < count; i++) {
      Object subject = whose[i];
      long one = entries[i * LONGS + 1];
      if (subject instanceof Dialogue dialogue) {
        tell(i, dialogue);
      } else if (subject instanceof Connection connection) {
        hearing.over(connection, one);
      } else if (subject instanceof Scribe scribe) {
        scribe.took(one, entries[i * LONGS + 2]);
      }
    }
  }

  private void tell(int entry, Dialogue dialogue) {
    int at = entry * LONGS;
    int what = (int) entries[at];
    Party from = (what & FROM_SERVER) == 0 ? Party.CLIENT : Party.SERVER;
    boolean flag = (what & FLAG) != 0;
    long one = entries[at + 1];
    long two = entries[at + 2];
    long three = entries[at + 3];
    switch (what & KIND) {
      case BYTES -> {
        ByteBuffer in = bytes[entry];
        if (in != null) {
          dialogue.bytes(from, one, two, in, (int) (three >>> Integer.SIZE), (int) three, flag);
        }
      }
      case GAP -> dialogue.gap(from, one, two, three);
      case ACKNOWLEDGED -> dialogue.acknowledged(from, one, two, three, flag);
      default -> dialogue.ended(from, one, two, flag);
    }
  }

  /** Forgets everything, so that nothing that is over is kept alive. */
  void clear() {
    Arrays.fill(whose, 0, count, null);
    Arrays.fill(bytes, 0, count, null);
    count = 0;
  }
}
