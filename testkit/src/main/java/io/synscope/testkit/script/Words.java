package io.synscope.testkit.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one line, read from left to right. */
final class Words {
  private static final Pattern WORD =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|<[^>]*>|[^\\s#]+|#");
  private static final Pattern TERM = Pattern.compile("([+-]?)(0x[0-9a-fA-F]+|[0-9]+)");
  private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(s|ms|us|ns|)");

  private final String script;
  private final int line;
  private final List<String> words = new ArrayList<>();
  private int position;

  Words(String script, int line, String text) {
    this.script = script;
    this.line = line;
    Matcher matcher = WORD.matcher(text);
    while (matcher.find() && !matcher.group().equals("#")) {
      words.add(matcher.group());
    }
  }

  int line() {
    return line;
  }

  boolean more() {
    return position < words.size();
  }

  String peek() {
    return more() ? words.get(position) : "";
  }

  boolean accept(String word) {
    if (!peek().equals(word)) {
      return false;
    }
    position++;
    return true;
  }

  String next(String what) {
    if (!more()) {
      throw wrong(what + " is missing");
    }
    return words.get(position++);
  }

  /** {@return a number, or a sum such as 40000+3} */
  long number(String what) {
    return sum(next(what), what);
  }

  long sum(String word, String what) {
    Matcher term = TERM.matcher(word);
    long sum = 0;
    int end = 0;
    while (term.find() && term.start() == end) {
      long value = Long.decode(term.group(2).replaceFirst("^0+(?=[0-9])", ""));
      sum += term.group(1).equals("-") ? -value : value;
      end = term.end();
    }
    if (end == 0 || end != word.length()) {
      throw wrong(what + " is not a number: " + word);
    }
    return sum;
  }

  long nanos(String what) {
    return nanos(next(what), what);
  }

  long nanos(String word, String what) {
    Matcher time = TIME.matcher(word);
    if (!time.matches()) {
      throw wrong(what + " is not a time: " + word + " (seconds, or a number with s, ms, us, ns)");
    }
    long unit =
        switch (time.group(2)) {
          case "ms" -> 1_000_000L;
          case "us" -> 1_000L;
          case "ns" -> 1L;
          default -> 1_000_000_000L;
        };
    return new java.math.BigDecimal(time.group(1))
        .multiply(java.math.BigDecimal.valueOf(unit))
        .longValue();
  }

  <E extends Enum<E>> E oneOf(Class<E> type, String what) {
    return constant(type, next(what), what);
  }

  <E extends Enum<E>> E constant(Class<E> type, String word, String what) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(word.toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw wrong("no " + what + " is called " + word);
  }

  void end() {
    if (more()) {
      throw wrong("not understood: " + peek());
    }
  }

  ScriptException wrong(String message) {
    return new ScriptException(script, line, message);
  }
}
