package io.synscope.cli.render.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as this schema writes them: RFC 3339, UTC, always nine decimals. */
final class Timestamp {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Timestamp() {}

  static String of(long epochNanos) {
    return FORMAT.format(
        Instant.ofEpochSecond(
            Math.floorDiv(epochNanos, NANOS_PER_SECOND),
            Math.floorMod(epochNanos, NANOS_PER_SECOND)));
  }
}
