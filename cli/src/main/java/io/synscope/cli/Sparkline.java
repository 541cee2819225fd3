package io.synscope.cli;

import java.util.Collection;

/** A row of numbers as a row of bars. */
final class Sparkline {
  private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
  private static final String ASCII = "_.,-~=+#";

  private Sparkline() {}

  /** {@return a bar for each value, the greatest one full} */
  static String of(Collection<Long> values, boolean unicode) {
    String bars = unicode ? BARS : ASCII;
    long most = values.stream().mapToLong(Long::longValue).max().orElse(0);
    StringBuilder line = new StringBuilder();
    for (long value : values) {
      int step = most <= 0 ? 0 : (int) (Math.max(0, value) * (bars.length() - 1) / most);
      line.append(bars.charAt(step));
    }
    return line.toString();
  }
}
