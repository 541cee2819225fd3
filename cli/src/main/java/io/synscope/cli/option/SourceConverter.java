package io.synscope.cli.option;

import io.synscope.connect.DialOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where to connect from: an address, a port or a range of ports, or both. */
public final class SourceConverter implements ITypeConverter<DialOptions> {
  private static final int GREATEST_PORT = 65535;
  private static final Pattern SOURCE =
      Pattern.compile(
          "(?:\\[([0-9A-Fa-f:.]+(?:%\\w+)?)]|([0-9]{1,3}(?:\\.[0-9]{1,3}){3})|([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.%\\w]*))?(?::([0-9]{1,5})(?:-([0-9]{1,5}))?)?");

  @Override
  public DialOptions convert(String text) {
    Matcher matcher = SOURCE.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw bad(text);
    }
    int first = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
    int last = matcher.group(5) == null ? first : Integer.parseInt(matcher.group(5));
    if (matcher.group(4) != null && (first < 1 || last < first || last > GREATEST_PORT)) {
      throw bad(text);
    }
    return new DialOptions(address(text, matcher), first, last, 0);
  }

  private static Optional<InetAddress> address(String text, Matcher matcher) {
    for (int group = 1; group <= 3; group++) {
      String literal = matcher.group(group);
      if (literal != null) {
        try {
          return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
          throw bad(text);
        }
      }
    }
    return Optional.empty();
  }

  private static TypeConversionException bad(String text) {
    return new TypeConversionException(
        "\""
            + text
            + "\" is no source; write an address of this host, with ports behind it if wanted: 10.0.0.5:40000-40999 or [fd00::5]");
  }
}
