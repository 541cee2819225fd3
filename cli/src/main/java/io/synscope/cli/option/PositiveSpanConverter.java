package io.synscope.cli.option;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Time spans that must not be zero, because nothing could be done in them. */
public final class PositiveSpanConverter implements ITypeConverter<Duration> {
  private final SpanConverter spans = new SpanConverter();

  @Override
  public Duration convert(String text) {
    Duration span = spans.convert(text);
    if (span.isZero()) {
      throw new TypeConversionException(
          "\"" + text + "\" is no time at all; write 0.5, 200ms or 5s");
    }
    return span;
  }
}
