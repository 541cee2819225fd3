package io.synscope.tcp;

import io.synscope.observation.Party;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Puts one direction's payload in order and hands each byte to a listener once; what never comes is
 * told as a gap.
 *
 * <p>Segments behind a hole wait here, at most 64 KiB of them; after that the hole is given up.
 */
final class StreamAssembler {
  private static final int WAITING_LIMIT = 64 * 1024;

  private final Party party;
  private final StreamListener listener;
  private long heard;
  private @Nullable ArrayDeque<Waiting> waiting;
  private int waitingBytes;

  StreamAssembler(Party party, StreamListener listener) {
    this.party = party;
    this.listener = listener;
  }

  /**
   * Payload at stream offset {@code offset}: {@code captured} of {@code length} bytes are in the
   * buffer.
   */
  void segment(
      long offset,
      long nanos,
      long frame,
      ByteBuffer bytes,
      int position,
      int captured,
      int length,
      boolean push) {
    if (offset > heard) {
      keep(new Waiting(offset, nanos, frame, copy(bytes, position, captured), length, push));
      return;
    }
    hear(offset, nanos, frame, bytes, position, captured, length, push);
    drain();
  }

  private void hear(
      long offset,
      long nanos,
      long frame,
      ByteBuffer bytes,
      int position,
      int captured,
      int length,
      boolean push) {
    int known = (int) Math.min(heard - offset, length);
    int fresh = length - known;
    if (fresh <= 0) {
      return;
    }
    int readable = Math.max(0, captured - known);
    heard += fresh;
    if (readable > 0) {
      listener.bytes(
          party, nanos, frame, bytes, position + known, readable, push && readable == fresh);
    }
    if (fresh > readable) {
      listener.gap(party, nanos, frame, fresh - readable);
    }
  }

  /**
   * The other end acknowledged everything before {@code offset}: what is missing there was
   * delivered, but not captured.
   */
  void acknowledged(long offset, long nanos, long frame) {
    if (offset > heard) {
      ArrayDeque<Waiting> queue = waiting;
      if (queue == null || queue.isEmpty()) {
        giveUpTo(offset, nanos, frame);
      } else {
        giveUpTo(Math.min(offset, queue.peekFirst().offset), nanos, frame);
      }
    }
  }

  private void giveUpTo(long offset, long nanos, long frame) {
    long missing = offset - heard;
    if (missing > 0) {
      heard = offset;
      listener.gap(party, nanos, frame, missing);
      drain();
    }
  }

  private void drain() {
    ArrayDeque<Waiting> queue = waiting;
    while (queue != null && !queue.isEmpty() && queue.peekFirst().offset <= heard) {
      Waiting next = queue.pollFirst();
      waitingBytes -= next.bytes.length;
      hear(
          next.offset,
          next.nanos,
          next.frame,
          ByteBuffer.wrap(next.bytes),
          0,
          next.bytes.length,
          next.length,
          next.push);
    }
  }

  private void keep(Waiting segment) {
    ArrayDeque<Waiting> queue = waiting == null ? new ArrayDeque<>(4) : waiting;
    waiting = queue;
    ArrayDeque<Waiting> behind = new ArrayDeque<>(2);
    while (!queue.isEmpty() && queue.peekLast().offset > segment.offset) {
      behind.addFirst(queue.pollLast());
    }
    queue.addLast(segment);
    queue.addAll(behind);
    waitingBytes += segment.bytes.length;
    if (waitingBytes > WAITING_LIMIT) {
      giveUpTo(queue.peekFirst().offset, segment.nanos, segment.frame);
    }
  }

  private static byte[] copy(ByteBuffer bytes, int position, int length) {
    byte[] copy = new byte[length];
    bytes.get(position, copy);
    return copy;
  }

  private record Waiting(
      long offset, long nanos, long frame, byte[] bytes, int length, boolean push) {}
}
