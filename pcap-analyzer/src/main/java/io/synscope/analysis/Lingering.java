package io.synscope.analysis;

import io.synscope.flow.TimeWaitTable;
import io.synscope.observation.Moment;
import io.synscope.tcp.Connection;
import io.synscope.wire.Packet;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Connections that are over but may still be spoken of: whole for the next 30 seconds or the next
 * 2,048 ends, whatever is shorter, and then by name alone, so that what is even later is known to
 * be late.
 */
final class Lingering {
  private static final long LINGER_NANOS = 30_000_000_000L;
  private static final int WHOLE = 2048;

  private final ArrayDeque<Connection> whole = new ArrayDeque<>();
  private final TimeWaitTable names = new TimeWaitTable();

  /** Takes a connection that has just ended. */
  void add(Connection connection) {
    whole.addLast(connection);
  }

  /** {@return the next connection that has lingered long enough, or null; it is handed out once} */
  @Nullable Connection due(long nowNanos) {
    Connection oldest = whole.peekFirst();
    if (oldest == null || whole.size() <= WHOLE && nowNanos - oldest.lastNanos() <= LINGER_NANOS) {
      return null;
    }
    return whole.pollFirst();
  }

  /** Keeps no more than the name of a connection, and not even that if it may go on. */
  void writtenOut(Connection connection) {
    if (connection.over() || connection.unanswered()) {
      names.put(connection.hash(), connection.incarnation(), connection.lastNanos());
    } else {
      names.remove(connection.hash());
    }
  }

  /** {@return whether this is a late segment of a connection that was written out} */
  boolean isLate(Packet packet, long hash) {
    long last = names.lastNanos(hash);
    return !packet.has(Packet.SYN) && last != Moment.NEVER && packet.nanos() - last <= LINGER_NANOS;
  }

  /** {@return which incarnation a connection is that begins now} */
  int nextIncarnation(long hash) {
    return names.nextIncarnation(hash);
  }

  void clear() {
    whole.clear();
  }
}
