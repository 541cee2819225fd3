package io.synscope.analysis;

import io.synscope.flow.EmbryonicTable;
import io.synscope.flow.FirstSyn;
import io.synscope.flow.FlowHash;
import io.synscope.flow.FlowKey;
import io.synscope.flow.FlowTable;
import io.synscope.flow.RecentSegments;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.tcp.AttemptWriter;
import io.synscope.tcp.Connection;
import io.synscope.tcp.StreamListener;
import io.synscope.tcp.TcpScratch;
import io.synscope.wire.IcmpError;
import io.synscope.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds, makes and retires connections.
 *
 * <p>A SYN waits in the {@link EmbryonicTable} until something else happens to it; everything else
 * has a {@link Connection}. A connection that is over lingers for stragglers and is then written
 * out. Memory is bounded by {@link MemoryBudget}.
 */
final class ConnectionTable {
  /**
   * Linux 6.5 gives up 131 s after the first SYN (tcp_syn_retries 6, tcp_syn_linear_timeouts 4).
   */
  private static final long SYN_GIVEN_UP_NANOS = 140_000_000_000L;

  private static final int LOOKED_AT = 8; // slots of the table for each connection that begins

  private final FlowTable<Connection> connections = new FlowTable<>();
  private final EmbryonicTable embryos;
  private final RecentSegments recent = new RecentSegments();
  private final Lingering lingering = new Lingering();
  private final TcpScratch scratch = new TcpScratch();
  private final Roles roles;
  private final FirstSyn syn = new FirstSyn();
  private final MemoryBudget budget;
  private final Folds folds;
  private final Hearing hearing;
  private final Function<Connection, StreamListener> listeners;
  private long nowNanos = Moment.NEVER;

  ConnectionTable(MemoryBudget budget, Folds folds, Roles roles, Hearing hearing) {
    this.budget = budget;
    this.folds = folds;
    this.roles = roles;
    this.hearing = hearing;
    listeners = hearing::listener;
    embryos = new EmbryonicTable(budget.embryonicBytes());
  }

  RecentSegments recent() {
    return recent;
  }

  void segment(Packet packet) {
    nowNanos = Math.max(nowNanos, packet.nanos());
    long hash = FlowHash.of(packet);
    Connection connection = find(packet, hash);
    boolean opens = packet.asksToConnect();
    if (recent.isSecondCapture(packet, hash)) {
      return;
    }
    if (connection == null && opens) {
      roles.asked(packet);
      if (packet.payloadLength() > 0 && opensFast(packet)) {
        open(FlowKey.of(packet, false)).beginWithData(packet);
        return;
      }
      embryos.put(packet, hash, syn.read(packet, scratch.options()), folds);
      return;
    }
    if (connection == null && lingering.isLate(packet, hash)) {
      return;
    }
    if (connection == null) {
      connection = open(roles.guess(packet));
    } else if (opens && connection.beginsAnother(packet)) {
      connection = nextIncarnation(connection, packet);
      return;
    }
    feed(connection, packet);
  }

  /** A segment of which no more than the ports was captured tells that there is a connection. */
  void cutHeader(Packet packet) {
    nowNanos = Math.max(nowNanos, packet.nanos());
    Connection connection = find(packet, FlowHash.of(packet));
    if (connection == null) {
      connection = open(roles.guess(packet));
    }
    connection.cutHeader(packet);
  }

  /** {@return the connection that this belongs to, if there is one already} */
  @Nullable Connection known(Packet packet) {
    return connections.find(packet, FlowHash.of(packet));
  }

  /** Data in a SYN count only with a Fast Open cookie (RFC 7413 4.2). */
  private boolean opensFast(Packet syn) {
    return scratch.options().wrap(syn) && scratch.options().fastOpenCookieLength() > 0;
  }

  private void feed(Connection connection, Packet packet) {
    boolean wasOver = connection.over();
    connection.segment(packet);
    if (!wasOver && connection.over()) {
      lingering.add(connection);
      retireLingering();
    }
  }

  private @Nullable Connection find(Packet packet, long hash) {
    Connection connection = connections.find(packet, hash);
    if (connection != null || embryos.size() == 0) {
      return connection;
    }
    int slot = embryos.find(packet, hash);
    return slot == EmbryonicTable.ABSENT ? null : promote(slot);
  }

  private Connection promote(int slot) {
    Connection connection = keep(unanswered(slot));
    embryos.remove(slot);
    return connection;
  }

  private Connection open(FlowKey key) {
    return keep(create(key));
  }

  private Connection create(FlowKey key) {
    return new Connection(key, lingering.nextIncarnation(key.hash()), scratch, listeners);
  }

  private Connection keep(Connection connection) {
    while (connections.size() >= budget.connections()) {
      retireOldestOfSome();
    }
    giveUp(LOOKED_AT);
    connections.put(connection);
    return connection;
  }

  /** A connection of which no more than the SYN is known. */
  private Connection unanswered(int slot) {
    Connection connection = create(embryos.key(slot));
    connection.begin(embryos.read(slot, syn));
    return connection;
  }

  private Connection nextIncarnation(Connection old, Packet packet) {
    retire(old);
    FlowKey key = FlowKey.of(packet, false);
    Connection next = keep(new Connection(key, old.incarnation() + 1, scratch, listeners));
    next.begin(syn.read(packet, scratch.options()));
    return next;
  }

  /**
   * Joins an ICMP error to the connection whose segment it quotes.
   *
   * @return whether there was one
   */
  boolean icmp(Packet packet, IcmpError error) {
    nowNanos = Math.max(nowNanos, packet.nanos());
    Connection connection = quoted(error);
    if (connection != null) {
      connection.icmp(IcmpFacts.of(packet, error, connection));
    }
    return connection != null;
  }

  private @Nullable Connection quoted(IcmpError error) {
    FlowKey key =
        new FlowKey(
            error.quotedSourceHigh(),
            error.quotedSourceLow(),
            error.quotedSourcePort(),
            error.quotedDestinationHigh(),
            error.quotedDestinationLow(),
            error.quotedDestinationPort());
    Connection connection = connections.find(key);
    int slot = connection == null ? embryos.find(key) : EmbryonicTable.ABSENT;
    return slot == EmbryonicTable.ABSENT ? connection : promote(slot);
  }

  private void retireLingering() {
    for (Connection due = lingering.due(nowNanos); due != null; due = lingering.due(nowNanos)) {
      retire(due);
    }
  }

  private void retire(Connection connection) {
    if (connections.remove(connection)) {
      lingering.writtenOut(connection);
      hearing.over(connection, nowNanos);
    }
  }

  /**
   * Of 16 connections under the walking hand, the one that was silent longest is written out early.
   */
  private void retireOldestOfSome() {
    Connection oldest = connections.next();
    for (int i = 1; i < 16; i++) {
      Connection other = connections.next();
      if (oldest == null || other != null && other.lastNanos() < oldest.lastNanos()) {
        oldest = other;
      }
    }
    if (oldest != null) {
      folds.evicted();
      retire(oldest);
    }
  }

  /** Of those in so many slots, writes out what nobody answered and nobody asks for any more. */
  private void giveUp(int slots) {
    for (int i = 0; i < slots; i++) {
      Connection connection = connections.inNextSlot();
      if (connection != null && isLongAgo(connection.lastNanos()) && connection.unanswered()) {
        retire(connection);
      }
    }
  }

  private boolean isLongAgo(long nanos) {
    return nanos < nowNanos - SYN_GIVEN_UP_NANOS;
  }

  /**
   * Says what time it is, so that what is over is written out although nothing else is captured.
   */
  void expire(long nanos) {
    nowNanos = Math.max(nowNanos, nanos);
    retireLingering();
    for (int slot = 0; embryos.size() > 0 && slot < embryos.slots(); slot++) {
      if (embryos.occupied(slot) && isLongAgo(embryos.nanos(slot))) {
        writeEmbryo(slot);
        embryos.remove(slot);
      }
    }
    giveUp(connections.slots());
  }

  /** {@return at most so many of those that are not over, as they stand, if heard since then} */
  List<ConnectionAttempt> soFar(long sinceNanos, long untilNanos, int most) {
    List<ConnectionAttempt> attempts = new ArrayList<>();
    for (int slot = 0; embryos.size() > 0 && slot < embryos.slots(); slot++) {
      if (embryos.occupied(slot) && attempts.size() < most / 2) {
        attempts.add(AttemptWriter.soFar(unanswered(slot), untilNanos));
      }
    }
    connections.forEach(
        connection -> {
          if (attempts.size() < most && connection.lastNanos() >= sinceNanos) {
            attempts.add(AttemptWriter.soFar(connection, untilNanos));
          }
        });
    return attempts;
  }

  /** Writes out everything that is left: the capture is over. */
  void finish() {
    for (int slot = 0; slot < embryos.slots(); slot++) {
      if (embryos.occupied(slot)) {
        writeEmbryo(slot);
      }
    }
    connections.forEach(connection -> hearing.over(connection, nowNanos));
    lingering.clear();
  }

  private void writeEmbryo(int slot) {
    if (folds.keepsMore()) {
      hearing.over(unanswered(slot), nowNanos);
    } else {
      folds.fold(embryos, slot);
    }
  }
}
