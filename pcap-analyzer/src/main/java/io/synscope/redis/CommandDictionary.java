package io.synscope.redis;

import io.synscope.resp.Command;
import io.synscope.resp.Command.Access;
import io.synscope.resp.Command.Manner;
import io.synscope.resp.Command.Work;
import io.synscope.resp.CommandName;
import io.synscope.resp.Commands;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The table of commands, and the names beyond it that were heard: modules, renamed commands.
 *
 * <p>A name beyond the table is spelled out only when a server answered it without an error: until
 * then it may be anything, a password typed into the wrong window included.
 */
final class CommandDictionary {
  /** Ids are smaller than this. */
  static final int MAX_COMMANDS = 4096;

  static final String UNKNOWN = "(unknown)";
  private static final int MAX_NAME = 32;
  private static final int ANY_REPLY = -1;

  private static final int CACHE_BITS = 7;
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

  private final @Nullable Command[] cached = new Command[1 << CACHE_BITS];
  private final long[] cachedLetters = new long[1 << CACHE_BITS];
  private final Commands table = Commands.all();
  private final Map<Long, Integer> beyond = new HashMap<>();
  private final @Nullable Command[] byId = new Command[MAX_COMMANDS];
  private final boolean[] plain = new boolean[MAX_COMMANDS];
  private final boolean[] accepted = new boolean[MAX_COMMANDS];
  private final int tableSize;
  private int size;

  CommandDictionary() {
    tableSize = table.size();
    for (size = 0; size < tableSize; size++) {
      Command command = table.get(size);
      byId[size] = command;
      plain[size] =
          command.manner() == Manner.PLAIN && !command.container() && !Known.isSpecial(size);
    }
    hear("");
  }

  /** {@return the command of this name} */
  Command find(ByteBuffer in, int from, int to) {
    long letters = to - from <= Long.BYTES ? letters(in, from, to) : hash(in, from, to);
    int slot = (int) (letters * SPREAD >>> 64 - CACHE_BITS);
    Command known = cached[slot];
    if (known == null || cachedLetters[slot] != letters) {
      cached[slot] = known = spell(in, from, to);
      cachedLetters[slot] = letters;
    }
    return known;
  }

  private static long letters(ByteBuffer in, int from, int to) {
    if (from + Long.BYTES <= in.limit() && to > from) {
      return in.getLong(from) >>> 64 - 8 * (to - from);
    }
    long letters = 0;
    for (int i = from; i < to; i++) {
      letters = letters << 8 | in.get(i) & 0xff;
    }
    return letters;
  }

  private static long hash(ByteBuffer in, int from, int to) {
    long hash = CommandName.EMPTY;
    for (int i = from; i < to; i++) {
      hash = CommandName.add(hash, in.get(i));
    }
    return hash;
  }

  private Command spell(ByteBuffer in, int from, int to) {
    long hash = hash(in, from, to);
    int id = known(hash);
    return get(id >= 0 ? id : unknown(hash, in, from, to, true));
  }

  /** {@return the id of a name in the table, or -1} */
  int known(long hash) {
    return table.idOf(hash);
  }

  boolean isInTable(int id) {
    return id >= 0 && id < tableSize;
  }

  /** {@return the id of a name beyond the table, which is in the buffer unless it was cut} */
  int unknown(long hash, ByteBuffer in, int from, int to, boolean whole) {
    Integer id = beyond.get(hash);
    if (id != null) {
      return id;
    }
    if (!whole || size >= MAX_COMMANDS || !isName(in, from, to)) {
      return tableSize;
    }
    StringBuilder name = new StringBuilder();
    for (int i = from; i < to; i++) {
      name.append(Character.toUpperCase((char) in.get(i)));
    }
    int next = hear(name.toString());
    beyond.put(hash, next);
    return next;
  }

  /** A server answered this command; if that was no error, it is a command. */
  void answered(int id, boolean failed) {
    if (id > tableSize && !failed) {
      accepted[id] = true;
    }
  }

  Command get(int id) {
    return Objects.requireNonNull(byId[id]);
  }

  /** {@return whether nothing about the command or its reply is special} */
  boolean isPlain(int id) {
    return plain[id];
  }

  /** {@return its name as reports may print it} */
  String name(int id) {
    return id < tableSize || accepted[id] ? get(id).name() : UNKNOWN;
  }

  /** {@return the id here of what another dictionary calls {@code id}} */
  int idIn(CommandDictionary other, int id) {
    if (id <= tableSize) {
      return id;
    }
    String name = other.get(id).name();
    long hash = CommandName.hash(name);
    Integer mine = beyond.get(hash);
    if (mine == null) {
      if (size >= MAX_COMMANDS) {
        return tableSize;
      }
      mine = hear(name);
      beyond.put(hash, mine);
    }
    if (other.accepted[id]) {
      answered(mine, false);
    }
    return mine;
  }

  private int hear(String name) {
    int id = size++;
    byId[id] =
        new Command(id, name, Access.NEITHER, 0, Work.NONE, ANY_REPLY, Manner.PLAIN, false, "", "");
    plain[id] = true;
    return id;
  }

  private static boolean isName(ByteBuffer in, int from, int to) {
    if (to - from < 2 || to - from > MAX_NAME) {
      return false;
    }
    for (int i = from; i < to; i++) {
      int b = in.get(i);
      boolean letter = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
      if (!letter && (i == from || b != '.' && b != '_' && b != '-' && (b < '0' || b > '9'))) {
        return false;
      }
    }
    return true;
  }
}
