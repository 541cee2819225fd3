package io.synscope.analysis;

import io.synscope.capture.CaptureSource;
import io.synscope.capture.PacketBatch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source of which the next batches can be seen before their turn, and whose packets are put in
 * order.
 */
final class Lookahead implements ClockJumps.Following, TimeOrder.Following {
  private static final PacketBatch NOTHING = new PacketBatch(1, 0);

  private final CaptureSource source;
  private final TimeOrder order;
  private final boolean patient;
  private final List<PacketBatch> ahead = new ArrayList<>(); // most captures need none
  private final Deque<PacketBatch> spare = new ArrayDeque<>();
  private boolean ended;

  /**
   * A look ahead at these packets.
   *
   * @param patient whether packets are waited for to look at them; they are worth more now where
   *     somebody watches
   */
  Lookahead(CaptureSource source, TimeOrder order, boolean patient) {
    this.source = source;
    this.order = order;
    this.patient = patient;
  }

  /**
   * {@return whether there were packets to fill the batch with; it may be empty where those before
   * have taken them all}
   */
  boolean fill(PacketBatch batch) throws IOException {
    if (!ahead.isEmpty()) {
      PacketBatch next = ahead.remove(0);
      batch.swap(next);
      spare.add(next);
    } else if (ended || !source.fill(batch)) {
      ended = true;
      return false;
    }
    order.put(batch, this);
    return true;
  }

  @Override
  public PacketBatch peek() throws IOException {
    PacketBatch next = peek(0);
    return next == null ? NOTHING : next;
  }

  @Override
  public @Nullable PacketBatch peek(int index) throws IOException {
    if (index < ahead.size()) {
      return ahead.get(index);
    }
    if (ended || !patient && source.waits()) {
      return null;
    }
    PacketBatch next = spare.isEmpty() ? new PacketBatch() : spare.remove();
    if (!source.fill(next)) {
      ended = true;
      return null;
    }
    ahead.add(next);
    return next;
  }
}
