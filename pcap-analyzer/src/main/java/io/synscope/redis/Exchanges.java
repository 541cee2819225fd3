package io.synscope.redis;

import io.synscope.latency.HeatMap;
import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FourTuple;
import io.synscope.observation.Stall;
import io.synscope.report.ExchangeSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that was said in one capture: gives every connection its {@link Dialogue}, and adds up what
 * they hear. Used by one thread; analyses of several captures {@link #merge}.
 */
public final class Exchanges {
  /** Requests remembered beyond the first of each connection: 30 MB. */
  private static final int SLOTS = 1 << 18;

  private static final int MAX_ACCOUNTS = 20_000;
  private static final int RECENT_BITS = 13;

  private final Pendings pendings = new Pendings(SLOTS);
  private final CommandDictionary commands = new CommandDictionary();
  private final ErrorCodes codes = new ErrorCodes();
  private final KeyPatterns patterns;
  private final Readers readers;
  private final Seeker seeker;
  private final Ledger ledger;
  private final Set<Integer> ports;
  private final Map<Endpoint, ServerLoop> loops = new LinkedHashMap<>();
  private final Map<AccountKey, Account> accounts = new HashMap<>();

  /** The account last asked for, of each beginning of a hash. */
  private final @Nullable Account[] recent = new Account[1 << RECENT_BITS];

  private long clockNanos = Long.MIN_VALUE;
  private long unpaired;
  private long desyncs;

  private record AccountKey(Endpoint server, Address client) {
    /** Neighbouring addresses and ports are what there is: only a wide factor keeps them apart. */
    @Override
    public int hashCode() {
      return server.hashCode() * 0x9e37_79b1 + client.hashCode() * 0x85eb_ca6b;
    }
  }

  /**
   * Nothing heard yet.
   *
   * @param showKeys whether key patterns may be shown; hashed otherwise
   */
  public Exchanges(boolean showKeys) {
    this(showKeys, Optional.empty(), Set.of());
  }

  /**
   * Nothing heard yet; {@code listener} will hear every exchange.
   *
   * @param showKeys whether key patterns may be shown; hashed otherwise
   * @param listener who wants them one by one, which costs an object each; empty when nobody does
   * @param ports where servers speak RESP, whatever the first bytes look like
   */
  public Exchanges(boolean showKeys, Optional<ExchangeListener> listener, Set<Integer> ports) {
    this.ports = ports;
    patterns = new KeyPatterns(showKeys);
    readers = new Readers(commands, patterns);
    seeker = new Seeker(commands, patterns);
    ledger = new Ledger(commands, patterns, codes, listener.orElse(null));
  }

  /** {@return the listener for a connection; worth asking for when its first payload comes} */
  public Dialogue dialogue(Carrier carrier) {
    return new Dialogue(this, carrier);
  }

  private ServerLoop server(Endpoint server) {
    return loops.computeIfAbsent(server, ServerLoop::new);
  }

  /** {@return whether RESP is known to be spoken here, so that no byte need prove it} */
  boolean isKnownToSpeakResp(Carrier carrier) {
    return !ports.isEmpty() && ports.contains(carrier.tuple().server().port());
  }

  Account account(Carrier carrier) {
    FourTuple tuple = carrier.tuple();
    AccountKey key = new AccountKey(tuple.server(), tuple.client().address());
    int slot = key.hashCode() >>> Integer.SIZE - RECENT_BITS;
    Account known = recent[slot];
    if (known == null || !known.is(key.server(), key.client())) {
      known = account(key);
      recent[slot] = accounts.size() < MAX_ACCOUNTS ? known : null;
    }
    return known;
  }

  private Account account(AccountKey key) {
    Account known = accounts.get(key);
    if (known == null) {
      known = new Account(server(key.server()), key.client());
      if (accounts.size() < MAX_ACCOUNTS) {
        accounts.put(new AccountKey(known.loop().server(), key.client()), known);
      }
    }
    return known;
  }

  /** Says what time it is in the capture; what is unanswered has waited until then. */
  public void clock(long nanos) {
    clockNanos = Math.max(clockNanos, nanos);
  }

  /** {@return the latest time at which something was heard} */
  long clock() {
    return clockNanos;
  }

  Pendings pendings() {
    return pendings;
  }

  CommandDictionary commands() {
    return commands;
  }

  ErrorCodes codes() {
    return codes;
  }

  Readers readers() {
    return readers;
  }

  Seeker seeker() {
    return seeker;
  }

  Ledger ledger() {
    return ledger;
  }

  /** A connection's pairing is over. */
  void closed(long unpairedOfIt, long desyncsOfIt) {
    unpaired += unpairedOfIt;
    desyncs += desyncsOfIt;
  }

  /** Says that the capture is over, after the last {@link Dialogue#conversation}. */
  public void finish() {
    loops.values().forEach(loop -> loop.finish(clockNanos));
  }

  /**
   * {@return the pauses of all servers' event loops, in order of time; complete after {@link
   * #finish}}
   */
  public List<Stall> stalls() {
    List<Stall> stalls = new ArrayList<>();
    loops.values().forEach(loop -> stalls.addAll(loop.stalls()));
    stalls.sort(Comparator.comparingLong(stall -> stall.start().nanos()));
    return stalls;
  }

  /** {@return requests that were answered until now} */
  public long answered() {
    return accounts().stream().mapToLong(Account::count).sum();
  }

  /** {@return error replies until now} */
  public long errorReplies() {
    return accounts().stream().mapToLong(Account::errors).sum();
  }

  /** {@return the report's section} */
  public ExchangeSummary summary() {
    return new Summary(this).summary();
  }

  /** {@return how long exchanges took, by when they began} */
  public HeatMap times() {
    return ledger.journal().times();
  }

  /** Adds what another analysis heard; both must be finished. */
  public void merge(Exchanges other) {
    ledger.merge(other.ledger);
    patterns.merge(other.patterns);
    other.loops.forEach((server, loop) -> server(server).merge(loop));
    other.accounts.forEach(
        (key, account) ->
            accounts
                .computeIfAbsent(key, k -> new Account(server(k.server()), k.client()))
                .merge(account));
    unpaired += other.unpaired;
    desyncs += other.desyncs;
  }

  /** {@return the key patterns, all exchanges entered} */
  KeyPatterns patterns() {
    ledger.journal().enter();
    return patterns;
  }

  /** {@return the accounts of all clients, all exchanges entered} */
  Collection<Account> accounts() {
    ledger.journal().enter();
    return accounts.values();
  }

  long unpaired() {
    return unpaired;
  }

  long desyncs() {
    return desyncs;
  }
}
