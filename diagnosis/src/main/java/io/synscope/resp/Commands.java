package io.synscope.resp;

import io.synscope.resp.Command.Access;
import io.synscope.resp.Command.Manner;
import io.synscope.resp.Command.Work;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The commands of Redis and Valkey, as {@code commands.tsv} and {@code slow.tsv} list them.
 *
 * <p>On the hot path a command is looked up by the {@link CommandName#hash} of its name as it
 * passes by.
 */
public final class Commands {
  private static final Commands ALL = new Commands();

  private final List<Command> byId = new ArrayList<>();
  private final Map<String, Command> byName = new HashMap<>();
  private final long[] hashes = new long[2048];
  private final short[] ids = new short[2048];

  private Commands() {
    Map<String, String[]> slow = new HashMap<>();
    for (String[] row : rows("slow.tsv")) {
      for (String name : row[0].split("\\|")) {
        slow.put(name, row);
      }
    }
    for (String[] row : rows("commands.tsv")) {
      add(command(row, slow.getOrDefault(row[0], new String[] {row[0], "", ""})));
    }
  }

  /** {@return the table} */
  public static Commands all() {
    return ALL;
  }

  /** {@return how many there are; their ids are 0 to size - 1} */
  public int size() {
    return byId.size();
  }

  /** {@return the command with this id} */
  public Command get(int id) {
    return byId.get(id);
  }

  /** {@return the command of this name, in any case} */
  public Optional<Command> find(String name) {
    return Optional.ofNullable(byName.get(name.toUpperCase(Locale.ROOT)));
  }

  /** {@return the id of the command whose name has this hash, or -1} */
  public int idOf(long hash) {
    int slot = slotOf(hash);
    while (hashes[slot] != 0) {
      if (hashes[slot] == hash) {
        return ids[slot];
      }
      slot = (slot + 1) & (hashes.length - 1);
    }
    return -1;
  }

  private int slotOf(long hash) {
    return (int) (hash >>> 40) & (hashes.length - 1);
  }

  private void add(Command command) {
    byId.add(command);
    byName.put(command.name(), command);
    long hash = CommandName.hash(command.name());
    int slot = slotOf(hash);
    while (hashes[slot] != 0) {
      slot = (slot + 1) & (hashes.length - 1);
    }
    hashes[slot] = hash;
    ids[slot] = (short) command.id();
  }

  private Command command(String[] row, String[] slow) {
    Access access =
        switch (row[1]) {
          case "r" -> Access.READ;
          case "w" -> Access.WRITE;
          default -> Access.NEITHER;
        };
    int replies = ReplyShape.bits(row[4]);
    boolean container = row[5].indexOf('c') >= 0;
    int firstKey = Integer.parseInt(row[2]);
    return new Command(
        byId.size(),
        row[0],
        access,
        firstKey,
        work(row[3]),
        replies,
        manner(row[5]),
        container,
        slow[1],
        slow[2]);
  }

  private static Work work(String letter) {
    return switch (letter) {
      case "A" -> Work.ARGUMENTS;
      case "K" -> Work.VALUES;
      case "S" -> Work.SCRIPT;
      case "D" -> Work.DATA_SET;
      case "P" -> Work.PAUSE;
      default -> Work.NONE;
    };
  }

  private static Manner manner(String flags) {
    return switch (flags.charAt(0)) {
      case 'b' -> Manner.BLOCKING;
      case 'o' -> Manner.BLOCKING_IF_TOLD;
      case 's' -> Manner.SUBSCRIBE;
      case 'u' -> Manner.UNSUBSCRIBE;
      case 'n' -> Manner.NO_REPLY;
      case 'y' -> Manner.REPLICATION;
      default -> Manner.PLAIN;
    };
  }

  private static List<String[]> rows(String resource) {
    InputStream stream =
        Objects.requireNonNull(Commands.class.getResourceAsStream(resource), resource);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
