package io.synscope.cli.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Rates: 200, 200/s or 30/m; attempts per second inside. */
public final class RateConverter implements ITypeConverter<Double> {
  private static final Pattern RATE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(?:/(s|m))?");
  private static final double SECONDS_PER_MINUTE = 60;

  @Override
  public Double convert(String text) {
    Matcher matcher = RATE.matcher(text);
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
      throw new TypeConversionException("\"" + text + "\" is not a rate; write 200/s or 30/m");
    }
    double number = Double.parseDouble(matcher.group(1));
    return "m".equals(matcher.group(2)) ? number / SECONDS_PER_MINUTE : number;
  }
}
