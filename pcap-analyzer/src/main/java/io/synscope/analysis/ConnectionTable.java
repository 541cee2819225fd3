package io.synscope.analysis;

import io.synscope.flow.EmbryonicTable;
import io.synscope.flow.FirstSyn;
import io.synscope.flow.FlowHash;
import io.synscope.flow.FlowKey;
import io.synscope.flow.FlowTable;
import io.synscope.flow.RecentSegments;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.tcp.AttemptWriter;
import io.synscope.tcp.Connection;
import io.synscope.tcp.StreamListener;
import io.synscope.tcp.TcpScratch;
import io.synscope.wire.IcmpError;
import io.synscope.wire.Packet;
import java.util.ArrayDeque;
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
  private static final long LINGER_NANOS = 30_000_000_000L;
  private static final int LINGERING = 8192;

  /**
   * Linux 6.5 gives up 131 s after the first SYN (tcp_syn_retries 6, tcp_syn_linear_timeouts 4).
   */
  private static final long SYN_GIVEN_UP_NANOS = 140_000_000_000L;

  private final FlowTable<Connection> connections = new FlowTable<>();
  private final EmbryonicTable embryos;
  private final RecentSegments recent = new RecentSegments();
  private final ArrayDeque<Connection> lingering = new ArrayDeque<>();
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
      if (connection != null) {
        connection.secondCapture(packet);
      }
      return;
    }
    if (connection == null && opens) {
      roles.asked(packet);
      if (packet.payloadLength() > 0 && opensFast(packet)) {
        open(FlowKey.of(packet, false), 0).beginWithData(packet);
        return;
      }
      embryos.put(packet, hash, syn.read(packet, scratch.options()), folds);
      return;
    }
    if (connection == null) {
      connection = open(roles.guess(packet), 0);
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
      connection = open(roles.guess(packet), 0);
    }
    connection.cutHeader(packet);
  }

  /** Data in a SYN count only with a Fast Open cookie (RFC 7413 4.2). */
  private boolean opensFast(Packet syn) {
    return scratch.options().wrap(syn) && scratch.options().fastOpenCookieLength() > 0;
  }

  private void feed(Connection connection, Packet packet) {
    boolean wasOver = connection.over();
    connection.segment(packet);
    if (!wasOver && connection.over()) {
      lingering.addLast(connection);
      retireLingering();
    }
  }

  private @Nullable Connection find(Packet packet, long hash) {
    Connection connection = connections.find(packet, hash);
    if (connection != null || embryos.size() == 0) {
      return connection;
    }
    int slot = embryos.find(packet, hash, false);
    if (slot == EmbryonicTable.ABSENT) {
      slot = embryos.find(packet, hash, true);
    }
    return slot == EmbryonicTable.ABSENT ? null : promote(slot);
  }

  private Connection promote(int slot) {
    Connection connection = open(embryos.key(slot), 0);
    connection.begin(embryos.read(slot, syn));
    embryos.remove(slot);
    return connection;
  }

  private Connection open(FlowKey key, int incarnation) {
    while (connections.size() >= budget.connections()) {
      retireOldestOfSome();
    }
    Connection connection = new Connection(key, incarnation, scratch, listeners);
    connections.put(connection);
    return connection;
  }

  private Connection nextIncarnation(Connection old, Packet packet) {
    retire(old);
    Connection next = open(FlowKey.of(packet, false), old.incarnation() + 1);
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
    if (connection == null) {
      return false;
    }
    boolean byClient =
        connection.isClient(
            error.quotedSourceHigh(), error.quotedSourceLow(), error.quotedSourcePort());
    Party party = byClient ? Party.CLIENT : Party.SERVER;
    boolean valid = connection.outstanding(party, error.quotedSequenceNumber());
    connection.icmp(IcmpFacts.of(packet, error, party, valid));
    return true;
  }

  private @Nullable Connection quoted(IcmpError error) {
    Connection connection =
        connections.find(
            error.quotedSourceHigh(),
            error.quotedSourceLow(),
            error.quotedSourcePort(),
            error.quotedDestinationHigh(),
            error.quotedDestinationLow(),
            error.quotedDestinationPort());
    if (connection != null) {
      return connection;
    }
    FlowKey key =
        new FlowKey(
            error.quotedSourceHigh(),
            error.quotedSourceLow(),
            error.quotedSourcePort(),
            error.quotedDestinationHigh(),
            error.quotedDestinationLow(),
            error.quotedDestinationPort());
    int slot = embryos.find(key);
    return slot == EmbryonicTable.ABSENT ? null : promote(slot);
  }

  private void retireLingering() {
    Connection oldest = lingering.peekFirst();
    while (oldest != null
        && (lingering.size() > LINGERING || nowNanos - oldest.lastNanos() > LINGER_NANOS)) {
      lingering.pollFirst();
      if (connections.remove(oldest)) {
        hearing.over(oldest, nowNanos);
      }
      oldest = lingering.peekFirst();
    }
  }

  private void retire(Connection connection) {
    if (connections.remove(connection)) {
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

  /**
   * Says what time it is, so that what is over is written out although nothing else is captured.
   */
  void expire(long nanos) {
    nowNanos = Math.max(nowNanos, nanos);
    retireLingering();
    long then = nowNanos - SYN_GIVEN_UP_NANOS;
    for (int slot = 0; embryos.size() > 0 && slot < embryos.slots(); slot++) {
      if (embryos.occupied(slot) && embryos.nanos(slot) < then) {
        writeEmbryo(slot);
        embryos.remove(slot);
      }
    }
    List<Connection> unheard = new ArrayList<>();
    connections.forEach(
        connection -> {
          if (connection.unanswered() && connection.lastNanos() < then) {
            unheard.add(connection);
          }
        });
    unheard.forEach(this::retire);
  }

  /** {@return at most so many of those that are not over, as they stand, if heard since then} */
  List<ConnectionAttempt> soFar(long sinceNanos, long untilNanos, int most) {
    List<ConnectionAttempt> attempts = new ArrayList<>();
    for (int slot = 0; embryos.size() > 0 && slot < embryos.slots(); slot++) {
      if (embryos.occupied(slot) && attempts.size() < most / 2) {
        Connection connection = new Connection(embryos.key(slot), 0, scratch, listeners);
        connection.begin(embryos.read(slot, syn));
        attempts.add(AttemptWriter.soFar(connection, untilNanos));
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
      Connection connection = new Connection(embryos.key(slot), 0, scratch, listeners);
      connection.begin(embryos.read(slot, syn));
      hearing.over(connection, nowNanos);
    } else {
      folds.fold(embryos, slot);
    }
  }
}
