package io.synscope.cli.render.text;

import io.synscope.observation.FrameId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Frames as a person looks them up in Wireshark: {@code frames 1, 2, 3}, with the file's name where
 * there are several files.
 */
final class FrameList {
  private static final int SHOWN = 8;

  private final List<String> files;

  FrameList(List<String> files) {
    this.files = files;
  }

  /** {@return the frames in words; empty when there are none} */
  String words(List<Long> frames) {
    return byFile(frames).entrySet().stream()
        .map(e -> words(e.getKey(), e.getValue()))
        .collect(Collectors.joining("; "));
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
    String list =
        numbers.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    String rest = numbers.size() > SHOWN ? " and " + (numbers.size() - SHOWN) + " more" : "";
    String where =
        files.size() > 1 && file < files.size() ? " of " + baseName(files.get(file)) : "";
    return (numbers.size() == 1 ? "frame " : "frames ") + list + rest + where;
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
