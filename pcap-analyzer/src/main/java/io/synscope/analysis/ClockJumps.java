package io.synscope.analysis;

import io.synscope.capture.PacketBatch;
import io.synscope.observation.FrameId;
import io.synscope.tcp.Connection;
import io.synscope.wire.Packet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Notices when the clock of the capturing host was set, and tells times as if it had not been: no
 * pause is judged that never was.
 */
final class ClockJumps {
  /*
   * Between two packets the capture's clock went on by a step [1] that both ends of one conversation contradict by the clocks in
   * their timestamps (RFC 7323 5.4): a sender that stood still, or whose packets were held up, is contradicted by the other end.
   * So the next packets are looked at before the step is believed [2]. One sender whose clock went along is enough to
   * believe it. The jump is the least that a sender tells, for packets may be late besides [3].
   */
  private static final long FORWARD_NANOS = 300_000_000L;
  private static final long BACKWARD_NANOS = -200_000_000L;
  private static final long AGREED_NANOS = 50_000_000L;
  private static final int AHEAD = 64;
  private static final int TOLD = 4;

  private final ConnectionTable connections;
  private final List<String> told = new ArrayList<>();
  private long offset;
  private long previous;
  private boolean started;
  private int jumps;

  private long least;
  private long most;
  private boolean clients;
  private boolean servers;
  private boolean believed;

  ClockJumps(ConnectionTable connections) {
    this.connections = connections;
  }

  /** Whence the packets behind a batch come, if there are any yet to come. */
  interface Following {
    /** {@return the batch after this one; empty at the end} */
    PacketBatch peek() throws IOException;
  }

  /** Corrects the time of a packet, before anybody has heard of it. */
  void correct(PacketBatch batch, int index, Following following) throws IOException {
    Packet packet = batch.packet(index);
    packet.earlier(offset);
    long step = packet.nanos() - previous;
    if (started && (step >= FORWARD_NANOS || step <= BACKWARD_NANOS)) { // [1]
      packet.earlier(jump(batch, index, following, step));
    }
    started = true;
    previous = packet.nanos();
  }

  /** {@return how far the clock was set between the packet before and this one; 0 if it was not} */
  private long jump(PacketBatch batch, int index, Following following, long step)
      throws IOException {
    least = Long.MAX_VALUE;
    most = Long.MIN_VALUE;
    clients = servers = believed = false;
    int rest = Math.min(batch.count(), index + AHEAD);
    ask(batch.packet(index), 0, step);
    for (int i = index + 1; i < rest && !decided(); i++) {
      ask(batch.packet(i), offset, step);
    }
    if (!decided() && batch.count() - index < AHEAD) {
      PacketBatch next = following.peek();
      int more = Math.min(next.count(), AHEAD - (batch.count() - index));
      for (int i = 0; i < more && !decided(); i++) {
        ask(next.packet(i), offset, step);
      }
    }
    if (believed || !clients || !servers || most - least > AGREED_NANOS + Math.abs(least) / 50) {
      return 0;
    }
    long by = Math.min(least, step); // [3]
    offset += by;
    tell(by, batch.packet(index).frame());
    return by;
  }

  private boolean decided() {
    return believed || clients && servers;
  }

  private void ask(Packet packet, long offset, long step) { // [2]
    Connection connection = packet.hasTimestamps() ? connections.known(packet) : null;
    if (connection == null || packet.has(Packet.SYN) || packet.has(Packet.RST)) {
      return;
    }
    long ahead = connection.ahead(packet, step);
    if (ahead == Connection.NO_CLOCK) {
      return;
    }
    ahead -= offset;
    boolean goesAlong = step > 0 ? ahead < step / 2 : ahead > step / 2;
    believed |= goesAlong;
    least = Math.min(least, ahead);
    most = Math.max(most, ahead);
    boolean client =
        connection.isClient(packet.sourceHigh(), packet.sourceLow(), packet.sourcePort());
    clients |= client;
    servers |= !client;
  }

  private void tell(long by, long frame) {
    jumps++;
    if (told.size() < TOLD) {
      told.add(
          String.format(
              Locale.ROOT,
              "the capturing host's clock was set %s by %.3f s before frame %d: the clocks in both ends' TCP timestamps went on evenly; later times are told as if it had not been",
              by > 0 ? "forward" : "back",
              Math.abs(by) / 1e9,
              FrameId.number(frame)));
    }
  }

  /** {@return what is to be told of the first few} */
  List<String> warnings() {
    return List.copyOf(told);
  }

  /** {@return how often the clock was set} */
  int count() {
    return jumps;
  }
}
