package io.synscope.cli.render.text;

import io.synscope.observation.FrameId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Frames as a person looks them up in Wireshark: {@code frames 1, 2, 3}, with the file's name where
 * there are several files.
 */
public final class FrameList {
  private static final int SHOWN = 8;
  private static final int FEW = 3;

  private final List<String> files;
  private final boolean distinct;

  /** Lists frames of these files. */
  public FrameList(List<String> files) {
    this.files = files;
    distinct = files.stream().map(FrameList::baseName).distinct().count() == files.size();
  }

  /** {@return the frames in words; empty when there are none} */
  public String words(List<Long> frames) {
    return byFile(frames).entrySet().stream()
        .map(e -> words(e.getKey(), e.getValue()))
        .collect(Collectors.joining("; "));
  }

  /** {@return the first frames for a table's cell: {@code 1, 2, 3 ..}, all of one file} */
  String few(List<Long> frames) {
    Map.Entry<Integer, List<Long>> first = byFile(frames).entrySet().iterator().next();
    String list = numbers(first.getValue(), FEW);
    return list
        + (frames.size() > Math.min(FEW, first.getValue().size()) ? " .." : "")
        + where(first.getKey());
  }

  private static Map<Integer, List<Long>> byFile(List<Long> frames) {
    Map<Integer, List<Long>> groups = new LinkedHashMap<>();
    frames.forEach(
        f ->
            groups
                .computeIfAbsent(FrameId.file(f), key -> new ArrayList<>())
                .add(FrameId.number(f)));
    return groups;
  }

  private String words(int file, List<Long> numbers) {
    String rest = numbers.size() > SHOWN ? " and " + (numbers.size() - SHOWN) + " more" : "";
    return (numbers.size() == 1 ? "frame " : "frames ")
        + numbers(numbers, SHOWN)
        + rest
        + where(file);
  }

  private static String numbers(List<Long> numbers, int limit) {
    return numbers.stream().limit(limit).map(String::valueOf).collect(Collectors.joining(", "));
  }

  private String where(int file) {
    return name(file).map(name -> " of " + name).orElse("");
  }

  /** {@return the file's name; empty where there is but one} */
  Optional<String> name(int file) {
    return files.size() > 1 && file < files.size()
        ? Optional.of(distinct ? baseName(files.get(file)) : files.get(file))
        : Optional.empty();
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
