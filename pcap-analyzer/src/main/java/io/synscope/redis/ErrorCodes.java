package io.synscope.redis;

import java.util.ArrayList;
import java.util.List;

/** The first words of error replies, as small numbers. */
final class ErrorCodes {
  private static final int MAX_CODES = 255;

  private final List<String> codes = new ArrayList<>(List.of(""));

  /** {@return the number of this code; 0 is no error} */
  int idOf(String code) {
    int id = codes.indexOf(code);
    if (id < 0 && codes.size() < MAX_CODES) {
      codes.add(code);
      return codes.size() - 1;
    }
    return id < 0 ? MAX_CODES : id;
  }

  String get(int id) {
    return id < codes.size() ? codes.get(id) : ErrorText.OTHER;
  }
}
