package io.synscope.cli.option;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One word of a list, in any case; dashes stand for underscores. */
public final class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {
  private final Set<E> words;

  /** Words are the names of these constants. */
  public WordConverter(EnumSet<E> words) {
    this.words = words;
  }

  @Override
  public E convert(String text) {
    return words.stream()
        .filter(constant -> spelling(constant).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("\"" + text + "\" is none of " + list()));
  }

  private String list() {
    return words.stream().map(WordConverter::spelling).collect(Collectors.joining(", "));
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
