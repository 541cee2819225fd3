package io.synscope.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The word that a misspelt one was probably meant to be. */
final class Nearest {
  /** One letter in three may be wrong; more is another word. */
  private static final int LETTERS_PER_SLIP = 3;

  private Nearest() {}

  /** {@return the word of these that takes the fewest slips of the finger to become this one} */
  static Optional<String> to(String typed, List<String> words) {
    return words.stream()
        .filter(word -> slips(typed, word) <= Math.max(1, typed.length() / LETTERS_PER_SLIP))
        .min(
            Comparator.<String>comparingInt(word -> slips(typed, word))
                .thenComparing(word -> word));
  }

  /** Levenshtein's distance: letters put in, left out or exchanged for another. */
  static int slips(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int exchanged = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(exchanged, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[to.length()];
  }
}
