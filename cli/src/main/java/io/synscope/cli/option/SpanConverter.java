package io.synscope.cli.option;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Time spans as ping and redis-cli users type them: a bare number is seconds; us, ms, s, m and h
 * may follow.
 */
public final class SpanConverter implements ITypeConverter<Duration> {
  private static final Pattern SPAN =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(us|\u00b5s|ms|s|m|h)?");

  @Override
  public Duration convert(String text) {
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "\"" + text + "\" is not a time span; write 0.5, 200ms, 5s or 2m");
    }
    String unit = matcher.group(2) == null ? "s" : matcher.group(2);
    long unitNanos =
        switch (unit) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> 1_000L;
        };
    return Duration.ofNanos(
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitNanos)).longValue());
  }
}
