package io.synscope.cli.render.text;

import java.util.Collection;

/** A row of numbers as a row of bars. */
public final class Sparkline {
  private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
  private static final String ASCII = "_.,-~=+#";

  private Sparkline() {}

  /** {@return a bar for each value, the greatest one full; what is not nothing never looks so} */
  public static String of(Collection<Long> values, boolean unicode) {
    long most = values.stream().mapToLong(Long::longValue).max().orElse(0);
    return of(values, most, unicode);
  }

  /** {@return the same, where a full bar is that much} */
  static String of(Collection<Long> values, long most, boolean unicode) {
    String bars = unicode ? BARS : ASCII;
    StringBuilder line = new StringBuilder();
    for (long value : values) {
      int step = value <= 0 || most <= 0 ? 0 : (int) (value * (bars.length() - 1) / most);
      line.append(bars.charAt(value > 0 ? Math.max(1, step) : 0));
    }
    return line.toString();
  }
}
