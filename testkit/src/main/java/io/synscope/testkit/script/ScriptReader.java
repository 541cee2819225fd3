package io.synscope.testkit.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Reads a script line by line: settings, packets, loops, expectations. */
final class ScriptReader {
  private final String name;
  private final List<String> lines;
  private final Setting setting = new Setting();
  private final Stage stage = new Stage(setting);
  private final ExpectationReader expectations = new ExpectationReader(setting);

  ScriptReader(String name, String text) {
    this.name = name;
    this.lines = text.lines().toList();
  }

  PacketScript read() {
    play(0, lines.size(), 0, text -> text);
    List<ScriptFrame> frames = new ArrayList<>(stage.frames());
    frames.sort(java.util.Comparator.comparingLong(ScriptFrame::nanos));
    return new PacketScript(name, title(), setting.link, frames, expectations.read());
  }

  private String title() {
    return lines.stream()
        .filter(line -> line.startsWith("#"))
        .findFirst()
        .map(line -> line.substring(1).strip())
        .orElse(name);
  }

  /** Plays lines [from, to); times in them count from base. */
  private void play(int from, int to, long base, java.util.function.UnaryOperator<String> fill) {
    long previous = base;
    for (int i = from; i < to; i++) {
      Words words = new Words(name, i + 1, fill.apply(lines.get(i)));
      if (!words.more()) {
        continue;
      }
      String first = words.next("statement");
      if (first.equals("each")) {
        int end = endOf(i, to, words);
        each(words, i + 1, end, base, fill);
        i = end;
      } else if (first.equals("expect")) {
        expectations.add(words);
      } else if (first.equals("until")) {
        stage.play(base + words.nanos("end of the capture"), new Words(name, i + 1, "R > C arp"));
      } else if (!setting.read(first, words)) {
        previous = time(first, base, previous, words);
        stage.play(previous, words);
      }
    }
  }

  private static long time(String word, long base, long previous, Words words) {
    if (word.startsWith("+")) {
      return previous + words.nanos(word.substring(1), "time");
    }
    return base + words.nanos(word, "time");
  }

  private int endOf(int start, int limit, Words words) {
    int depth = 0;
    for (int i = start; i < limit; i++) {
      String line = lines.get(i).strip();
      depth += line.startsWith("each ") ? 1 : line.equals("end") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw words.wrong("each has no end");
  }

  /** {@code each n 1..8 every 1ms} or {@code each n 3,17 every 10ms}; {n} is put into its lines. */
  private void each(
      Words words, int from, int to, long base, java.util.function.UnaryOperator<String> fill) {
    String variable = "{" + words.next("variable") + "}";
    List<Long> values = values(words.next("values"), words);
    List<Long> left = words.accept("except") ? values(words.next("values"), words) : List.of();
    long every = words.accept("every") ? words.nanos("interval") : 0;
    words.end();
    LongFunction<java.util.function.UnaryOperator<String>> filled =
        value -> text -> fill.apply(text.replace(variable, Long.toString(value)));
    for (long value : values) {
      if (!left.contains(value)) {
        play(from, to, base + value * every, filled.apply(value));
      }
    }
  }

  private static List<Long> values(String text, Words words) {
    List<Long> values = new ArrayList<>();
    for (String part : text.split(",")) {
      String[] ends = part.split("\\.\\.");
      long first = words.sum(ends[0], "value");
      long last = words.sum(ends[ends.length - 1], "value");
      for (long value = first; value <= last; value++) {
        values.add(value);
      }
    }
    return values.stream().distinct().collect(Collectors.toList());
  }
}
