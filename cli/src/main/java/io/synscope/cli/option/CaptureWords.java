package io.synscope.cli.option;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureSource;
import io.synscope.cli.terminal.CannotTellException;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the words after {@code analyze} stand for: files, directories of rotated files, or standard
 * input.
 */
public final class CaptureWords {
  private static final String STANDARD_INPUT = "-";
  private static final Pattern CAPTURE_NAME =
      Pattern.compile("(?i).*\\.(pcap|pcapng|cap|ntar|dmp)[0-9]*(\\.(gz|zst))?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private CaptureWords() {}

  /** Opens what the words stand for as one capture. */
  public static CaptureSource open(List<String> words, CaptureOptions options, Terminal terminal)
      throws IOException {
    return words.equals(List.of(STANDARD_INPUT))
        ? CaptureFiles.open(terminal.in(), options)
        : CaptureFiles.open(files(words), options);
  }

  /** {@return whether the words stand for something that can be read a second time} */
  public static boolean rereadable(List<String> words) {
    return words.stream().allMatch(word -> !word.equals(STANDARD_INPUT) && !isSpecial(path(word)));
  }

  /** A pipe, a socket, a terminal: what was read is gone. */
  private static boolean isSpecial(Path path) {
    return Files.exists(path) && !Files.isDirectory(path) && !Files.isRegularFile(path);
  }

  /** {@return the files that the words stand for, in the order of their names in a directory} */
  public static List<Path> files(List<String> words) throws IOException {
    if (words.contains(STANDARD_INPUT)) {
      throw new UsageException(
          "- is standard input and stands alone; name the files, or pipe one of them");
    }
    List<Path> files = new ArrayList<>();
    for (String word : words) {
      Path path = path(word);
      files.addAll(Files.isDirectory(path) ? capturesIn(path) : List.of(path));
    }
    return files;
  }

  private static Path path(String word) {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw new CannotTellException(
          "\"" + word + "\" cannot be the name of a file: " + e.getReason());
    }
  }

  /**
   * A rotated set: tcpdump -C writes name, name1, name2, ... name10, so numbers count as numbers.
   */
  private static List<Path> capturesIn(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> captures =
          entries
              .filter(
                  entry ->
                      Files.isRegularFile(entry)
                          && CAPTURE_NAME.matcher(entry.getFileName().toString()).matches())
              .sorted(Comparator.comparing(entry -> numbersPadded(entry.getFileName().toString())))
              .toList();
      if (captures.isEmpty()) {
        throw new CannotTellException(
            directory
                + ": a directory without captures (*.pcap, *.pcapng, *.cap, also .gz and .zst); name the files");
      }
      return captures;
    }
  }

  static String numbersPadded(String name) {
    Matcher digits = DIGITS.matcher(name);
    return digits.replaceAll(
        found -> "0".repeat(Math.max(0, 20 - found.group().length())) + found.group());
  }
}
