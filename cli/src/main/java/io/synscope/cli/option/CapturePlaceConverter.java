package io.synscope.cli.option;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A place in a capture as it is typed: a frame number, or a time in RFC 3339, UTC unless said. */
public final class CapturePlaceConverter implements ITypeConverter<CapturePlace> {
  private static final Pattern FRAME = Pattern.compile("[1-9][0-9]{0,11}");
  private static final Pattern ZONED = Pattern.compile(".*(Z|[+-][0-9]{2}:[0-9]{2})");

  @Override
  public CapturePlace convert(String text) {
    if (FRAME.matcher(text).matches()) {
      return new CapturePlace.Frame(Long.parseLong(text));
    }
    try {
      String time = text.replace(' ', 'T');
      Instant instant =
          ZONED.matcher(time).matches()
              ? OffsetDateTime.parse(time, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant()
              : LocalDateTime.parse(time, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                  .toInstant(ZoneOffset.UTC);
      return new CapturePlace.Time(
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano()));
    } catch (DateTimeException | ArithmeticException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is neither a frame number nor a time such as 2026-01-31T02:03:04.5Z");
    }
  }
}
