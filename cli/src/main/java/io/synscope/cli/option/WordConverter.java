package io.synscope.cli.option;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One word of a list, in any case; dashes stand for underscores. */
public final class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {
  private final Class<E> words;

  /** Words are the names of this enum's constants. */
  public WordConverter(Class<E> words) {
    this.words = words;
  }

  @Override
  public E convert(String text) {
    return Arrays.stream(words.getEnumConstants())
        .filter(constant -> spelling(constant).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("\"" + text + "\" is none of " + list()));
  }

  private String list() {
    return Arrays.stream(words.getEnumConstants())
        .map(WordConverter::spelling)
        .collect(Collectors.joining(", "));
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
