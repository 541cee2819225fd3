package io.synscope.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many packets to take: one at least, as with tcpdump. */
public final class PacketCountConverter implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    if (!text.matches("0*[1-9][0-9]{0,17}")) {
      throw new TypeConversionException(
          "\"" + text + "\" is no number of packets; write 1 or more");
    }
    return Long.valueOf(text);
  }
}
