package io.synscope.redis;

import io.synscope.resp.Command;
import io.synscope.resp.Command.Access;
import io.synscope.resp.Command.Manner;
import io.synscope.resp.Command.Work;
import io.synscope.resp.CommandName;
import java.nio.ByteBuffer;

/**
 * The words of one request, as far as they matter: which command, which key pattern, and the few
 * that change how the reply is to be read. Words come whole ({@link #word}) or in pieces ({@link
 * #part}, {@link #endWord}).
 */
final class RequestWords {
  private static final Command NAMELESS =
      new Command(-1, "", Access.NEITHER, 0, Work.NONE, -1, Manner.PLAIN, false, "", "");

  private final CommandDictionary commands;
  private final KeyPatterns patterns;

  private int count;
  private boolean begun;
  private boolean whole;
  private int from;
  private int to;
  private long hash;
  private Command command = NAMELESS;
  private boolean plain;
  private long second;
  private long third;
  private boolean told;
  private boolean streams;
  private int pattern;

  RequestWords(CommandDictionary commands, KeyPatterns patterns) {
    this.commands = commands;
    this.patterns = patterns;
  }

  /** A request begins. */
  void begin() {
    count = 0;
    begun = false;
    command = NAMELESS;
    plain = false;
    second = third = 0;
    told = streams = false;
    pattern = 0;
  }

  /** A request begins, of this command; nothing but its key matters if it is plain. */
  void begin(Command named, boolean isPlain) {
    pattern = 0;
    if (isPlain) {
      command = named;
      plain = true;
    } else {
      begin();
      name(named);
      count = 1;
    }
  }

  /** The key, whole. */
  void key(ByteBuffer in, int wordFrom, int wordTo) {
    pattern = patterns.idOf(in, wordFrom, wordTo);
    count++;
  }

  /** The next word, whole. */
  void word(ByteBuffer in, int wordFrom, int wordTo) {
    part(in, wordFrom, wordTo);
    endWord(in);
  }

  /** That many words there were. */
  void count(int words) {
    count = words;
  }

  private void name(Command named) {
    command = named;
    plain = commands.isPlain(named.id());
  }

  /** A piece of the next word. */
  void part(ByteBuffer in, int partFrom, int partTo) {
    whole = !begun;
    if (!begun) {
      begun = true;
      hash =
          count == 1 && command.container()
              ? CommandName.add(CommandName.hash(command.name()), (byte) ' ')
              : CommandName.EMPTY;
    }
    from = partFrom;
    to = partTo;
    if (matters()) {
      long h = hash;
      for (int i = partFrom; i < partTo; i++) {
        h = CommandName.add(h, in.get(i));
      }
      hash = h;
    }
  }

  /** {@return whether the word that comes next, or is under way, changes how the reply is read} */
  boolean matters() {
    return count == 0
        || count == 1 && (command.container() || command.id() == Known.REPLCONF)
        || count == 2 && command.id() == Known.CLIENT_REPLY
        || command.manner() == Manner.BLOCKING_IF_TOLD && !streams;
  }

  /** The word is complete. */
  void endWord(ByteBuffer in) {
    begun = false;
    if (count == 0) {
      int id = commands.known(hash);
      name(commands.get(id >= 0 ? id : commands.unknown(hash, in, from, to, whole)));
    } else if (count == command.firstKey()) {
      pattern = whole ? patterns.idOf(in, from, to) : KeyPatterns.OTHERS;
    } else if (count == 1) {
      endSecond();
    } else if (count == 2) {
      third = hash;
    }
    if (command.manner() == Manner.BLOCKING_IF_TOLD && count > 0) {
      told |= !streams && hash == Known.BLOCK;
      streams |= hash == Known.STREAMS;
    }
    count++;
  }

  private void endSecond() {
    second = hash;
    if (command.container()) {
      int id = commands.known(hash);
      if (id >= 0) {
        name(commands.get(id));
      }
    }
  }

  /** {@return whether a word has begun and not ended} */
  boolean inWord() {
    return begun;
  }

  /** {@return how many, the command's name included; 0 when the request asks nothing} */
  int count() {
    return count;
  }

  Command command() {
    return command;
  }

  /** {@return whether nothing about this command or its reply is special} */
  boolean isPlain() {
    return plain;
  }

  /** {@return id of the first key's pattern; 0 when there is none} */
  int pattern() {
    return pattern;
  }

  /** {@return hash of the second word where it matters} */
  long second() {
    return second;
  }

  /** {@return hash of the third word where it matters} */
  long third() {
    return third;
  }

  /** {@return whether the command was told to wait} */
  boolean told() {
    return told;
  }
}
