package io.synscope.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of the plan in their order, which is the order in which the product is built up. */
final class Plan {
  static final String ROOT = "io.synscope";

  private final Map<String, Row> rows;

  private Plan(Map<String, Row> rows) {
    this.rows = rows;
  }

  /**
   * Reads {@code package | packages that it may name | doors}, under {@code module} headings. Of
   * the packages, {@code @judgement} stands for all of module diagnosis, {@code @everything} for
   * all lines above.
   */
  static Plan parse(String text) {
    Map<String, Row> rows = new LinkedHashMap<>();
    String module = "";
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      if (line.startsWith("module ")) {
        module = line.substring("module ".length());
        continue;
      }
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      Set<String> mayName =
          words(cells.get(1))
              .flatMap(word -> expand(word, rows))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<Door> doors = words(cells.get(2)).map(Door::named).collect(Collectors.toSet());
      rows.put(cells.get(0), new Row(module, cells.get(0), mayName, doors));
    }
    return new Plan(rows);
  }

  private static Stream<String> words(String cell) {
    return Arrays.stream(cell.split("\\s+")).filter(word -> !word.isEmpty());
  }

  private static Stream<String> expand(String word, Map<String, Row> above) {
    return switch (word) {
      case "@judgement" ->
          above.values().stream().filter(r -> r.module().equals("diagnosis")).map(Row::name);
      case "@everything" -> above.keySet().stream();
      default -> Stream.of(word);
    };
  }

  /** {@return the classes of the product, without those of tests, test kit and benchmarks} */
  JavaClasses importClasses() {
    return new ClassFileImporter()
        .withImportOption(
            location ->
                modules().stream().anyMatch(m -> location.contains("/" + m + "/target/"))
                    && !location.contains("/test-classes/"))
        .importPackages(ROOT);
  }

  Set<String> modules() {
    return rows.values().stream().map(Row::module).collect(Collectors.toCollection(TreeSet::new));
  }

  Optional<Row> row(JavaClass type) {
    return Optional.ofNullable(rows.get(below(type)));
  }

  List<String> linesNamingLaterOnes() {
    List<String> order = List.copyOf(rows.keySet());
    return rows.values().stream()
        .flatMap(
            row ->
                row.mayName().stream()
                    .filter(
                        other ->
                            order.indexOf(other) >= order.indexOf(row.name())
                                || !order.contains(other))
                    .map(other -> row.name() + " -> " + other))
        .toList();
  }

  List<String> arrowsBetween(String module, String other) {
    return rows.values().stream()
        .filter(row -> row.module().equals(module))
        .flatMap(row -> row.mayName().stream().map(rows::get))
        .filter(named -> named != null && named.module().equals(other))
        .map(Row::name)
        .toList();
  }

  static boolean isIn(String module, JavaClass type) {
    return type.getSource()
        .filter(source -> source.getUri().toString().contains("/" + module + "/target/"))
        .isPresent();
  }

  /** {@return the name of the class's package without io.synscope; the root itself is empty} */
  static String below(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }
}
