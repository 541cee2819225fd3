package io.synscope.redis;

import io.synscope.resp.Command;
import io.synscope.resp.Command.Access;
import io.synscope.resp.Command.Manner;
import io.synscope.resp.Command.Work;
import io.synscope.resp.CommandName;
import io.synscope.resp.Commands;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  private final Commands table = Commands.all();
  private final Map<Long, Integer> beyond = new HashMap<>();
  private final List<Command> heard = new ArrayList<>();
  private final List<Boolean> accepted = new ArrayList<>();

  CommandDictionary() {
    hear("");
  }

  /** {@return the id of a name in the table, or -1} */
  int known(long hash) {
    return table.idOf(hash);
  }

  boolean isInTable(int id) {
    return id >= 0 && id < table.size();
  }

  /** {@return the id of a name beyond the table, which is in the buffer unless it was cut} */
  int unknown(long hash, ByteBuffer in, int from, int to, boolean whole) {
    Integer id = beyond.get(hash);
    if (id != null) {
      return id;
    }
    if (!whole || table.size() + heard.size() >= MAX_COMMANDS || !isName(in, from, to)) {
      return table.size();
    }
    StringBuilder name = new StringBuilder();
    for (int i = from; i < to; i++) {
      name.append(Character.toUpperCase((char) in.get(i)));
    }
    int next = hear(name.toString());
    beyond.put(hash, next);
    return next;
  }

  /** A server accepted this command, so it is one. */
  void accept(int id) {
    if (id > table.size()) {
      accepted.set(id - table.size(), true);
    }
  }

  Command get(int id) {
    return id < table.size() ? table.get(id) : heard.get(id - table.size());
  }

  /** {@return its name as reports may print it} */
  String name(int id) {
    return id < table.size()
        ? table.get(id).name()
        : accepted.get(id - table.size()) ? get(id).name() : UNKNOWN;
  }

  /** {@return the id here of what another dictionary calls {@code id}} */
  int idIn(CommandDictionary other, int id) {
    if (id <= table.size()) {
      return id;
    }
    String name = other.get(id).name();
    long hash = CommandName.hash(name);
    Integer mine = beyond.get(hash);
    if (mine == null) {
      if (table.size() + heard.size() >= MAX_COMMANDS) {
        return table.size();
      }
      mine = hear(name);
      beyond.put(hash, mine);
    }
    if (other.accepted.get(id - table.size())) {
      accept(mine);
    }
    return mine;
  }

  private int hear(String name) {
    int id = table.size() + heard.size();
    heard.add(
        new Command(
            id, name, Access.NEITHER, 0, Work.NONE, ANY_REPLY, Manner.PLAIN, false, "", ""));
    accepted.add(false);
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
