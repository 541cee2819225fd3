package io.synscope.redis;

import io.synscope.latency.HeatMap;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges that were timed, noted one by one and entered many at once into what is counted of each
 * command, client, key pattern and time.
 *
 * <p>Every account lies somewhere else in memory: entered one by one, each waits for its own;
 * entered in a row, they wait together.
 */
final class Journal {
  private static final int PAGE = 128;

  private final KeyPatterns patterns;
  private final @Nullable CommandStats[] stats = new CommandStats[CommandDictionary.MAX_COMMANDS];
  private final HeatMap times = new HeatMap();

  private final @Nullable Account[] accounts = new Account[PAGE];
  private final long[] what = new long[PAGE];
  private final long[] startNanos = new long[PAGE];
  private final long[] totalNanos = new long[PAGE];
  private final long[] serverNanos = new long[PAGE];
  private final long[] networkNanos = new long[PAGE];
  private final long[] requestBytes = new long[PAGE];
  private final long[] replyBytes = new long[PAGE];
  private int size;

  Journal(KeyPatterns patterns) {
    this.patterns = patterns;
  }

  /**
   * Notes an exchange.
   *
   * @param account whose
   * @param slots where its fields are, as {@link Pending} keeps them
   * @param at from this index
   * @param server time in the server; negative when it could not be told apart
   * @param network time on the network
   */
  void note(Account account, long[] slots, int at, long server, long network) {
    if (size == PAGE) {
      enter();
    }
    int i = size++;
    accounts[i] = account;
    what[i] = slots[at + Pending.WHAT];
    startNanos[i] = slots[at + Pending.START_NANOS];
    totalNanos[i] = slots[at + Pending.REPLY_END_NANOS] - slots[at + Pending.START_NANOS];
    serverNanos[i] = server;
    networkNanos[i] = network;
    requestBytes[i] = slots[at + Pending.REQUEST_BYTES];
    replyBytes[i] = slots[at + Pending.REPLY_BYTES];
  }

  /** Enters what was noted. */
  void enter() {
    for (int i = 0; i < size; i++) {
      Account account = accounts[i];
      if (account != null) {
        account.record(totalNanos[i], requestBytes[i], replyBytes[i], failed(i));
      }
    }
    for (int i = 0; i < size; i++) {
      stats(Pending.commandOf(what[i]))
          .record(
              totalNanos[i],
              serverNanos[i],
              networkNanos[i],
              requestBytes[i],
              replyBytes[i],
              failed(i));
    }
    for (int i = 0; i < size; i++) {
      times.record(startNanos[i], totalNanos[i]);
    }
    for (int i = 0; i < size; i++) {
      int pattern = Pending.patternOf(what[i]);
      if (pattern != 0) {
        patterns.tally(pattern).record(totalNanos[i], requestBytes[i], replyBytes[i], failed(i));
      }
    }
    size = 0;
  }

  private boolean failed(int i) {
    return Pending.errorOf(what[i]) != 0;
  }

  /** {@return what is counted of a command; to be added to} */
  CommandStats stats(int command) {
    CommandStats known = stats[command];
    return known == null ? stats[command] = new CommandStats() : known;
  }

  /** {@return what is counted of a command, all exchanges entered; null when there was none} */
  @Nullable CommandStats known(int command) {
    enter();
    return stats[command];
  }

  /** {@return how long each exchange took, by when it began} */
  HeatMap times() {
    enter();
    return times;
  }

  /** Adds what another analysis counted. */
  void merge(Journal other, CommandDictionary commands, CommandDictionary others) {
    times().merge(other.times());
    for (int id = 0; id < stats.length; id++) {
      CommandStats theirs = other.known(id);
      if (theirs != null) {
        stats(commands.idIn(others, id)).merge(theirs);
      }
    }
  }
}
