package io.synscope.testkit.generate;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** What clients and servers say: GETs, SETs and pipelines, and values of many sizes. */
final class Phrases {
  private static final int MAXIMUM_VALUE = 1_300;

  private final byte[] letters = new byte[8_192];
  final byte[] said = new byte[2_048];
  int length;

  /** How many replies the last request expects, and whether they are values. */
  int expected;

  boolean values;

  Phrases(SplittableRandom random) {
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (byte) ('a' + random.nextInt(26));
    }
  }

  void request(SplittableRandom random) {
    int kind = random.nextInt(10);
    length = 0;
    expected = 1;
    values = kind < 8;
    if (kind < 6) {
      get(random);
    } else if (kind < 8) {
      expected = 2 + random.nextInt(8);
      for (int i = 0; i < expected; i++) {
        get(random);
      }
    } else {
      put("*3\r\n$3\r\nSET\r\n$10\r\nkey:");
      digits(random.nextInt(1_000_000));
      put("\r\n");
      value(random, random.nextInt(MAXIMUM_VALUE));
    }
  }

  private void get(SplittableRandom random) {
    put("*2\r\n$3\r\nGET\r\n$10\r\nkey:");
    digits(random.nextInt(1_000_000));
    put("\r\n");
  }

  /** The replies to a request; a value is at most so long that all of them fit one segment. */
  void reply(SplittableRandom random, int replies, boolean ofValues) {
    length = 0;
    for (int i = 0; i < replies; i++) {
      if (ofValues) {
        value(random, random.nextInt(Math.min(MAXIMUM_VALUE, 1_100 / replies)));
      } else {
        put("+OK\r\n");
      }
    }
  }

  private void value(SplittableRandom random, int size) {
    put("$" + size + "\r\n");
    System.arraycopy(letters, random.nextInt(letters.length - MAXIMUM_VALUE), said, length, size);
    length += size;
    put("\r\n");
  }

  private void digits(int number) {
    for (int i = 5, rest = number; i >= 0; i--, rest /= 10) {
      said[length + i] = (byte) ('0' + rest % 10);
    }
    length += 6;
  }

  private void put(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, said, length, bytes.length);
    length += bytes.length;
  }
}
