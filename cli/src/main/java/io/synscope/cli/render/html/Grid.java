package io.synscope.cli.render.html;

import io.synscope.cli.render.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table that a reader can sort and filter. A column named with {@code #} in front holds numbers:
 * what is shown is for people, what is sorted by stands in {@code data-v}.
 */
final class Grid {
  /** Fewer lines are read at a glance. */
  private static final int FILTERED = 5;

  private final String id;
  private final String caption;
  private final String[] columns;
  private final List<Row> rows = new ArrayList<>();

  Grid(String id, String caption, String... columns) {
    this.id = id;
    this.caption = caption;
    this.columns = columns;
  }

  /** One line. */
  static final class Row {
    private record Cell(String text, String value) {}

    private final String ink;
    private final List<Cell> cells = new ArrayList<>();

    private Row(String ink) {
      this.ink = ink;
    }

    Row text(String text) {
      cells.add(new Cell(text, ""));
      return this;
    }

    Row count(long number) {
      cells.add(new Cell(Quantity.count(number), Long.toString(number)));
      return this;
    }

    Row span(long nanos) {
      cells.add(
          new Cell(
              nanos == 0 || nanos == Long.MAX_VALUE ? "-" : Quantity.span(nanos),
              Long.toString(nanos)));
      return this;
    }

    Row cell(String text, long value) {
      cells.add(new Cell(text, Long.toString(value)));
      return this;
    }
  }

  /** Begins a line; {@code ink} is a class for its first cell's swatch, or empty. */
  Row row(String ink) {
    Row row = new Row(ink);
    rows.add(row);
    return row;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Tables with an id can be filtered. */
  void write(Markup page) {
    if (!id.isEmpty() && rows.size() >= FILTERED) {
      page.open("p", "class", "filter");
      page.leaf("label", "Filter", "for", id + "-filter");
      page.empty(
          "input", "id", id + "-filter", "type", "search", "data-table", id, "autocomplete", "off");
      page.leaf("output", Quantity.count(rows.size(), "line"), "for", id + "-filter");
      page.close();
    }
    page.open("div", "class", "wide", "tabindex", "0", "role", "group", "aria-label", caption);
    if (id.isEmpty()) {
      page.open("table");
    } else {
      page.open("table", "id", id);
    }
    page.leaf("caption", caption).open("thead").open("tr");
    int[] filled = IntStream.range(0, columns.length).filter(this::isFilled).toArray();
    for (int column : filled) {
      boolean number = columns[column].startsWith("#");
      String name = number ? columns[column].substring(1) : columns[column];
      page.open("th", "scope", "col", "class", number ? "n" : "t", "aria-sort", "none");
      page.leaf("button", name, "type", "button").close();
    }
    page.close().close().open("tbody");
    rows.forEach(row -> write(row, filled, page));
    page.close().close().close();
  }

  /** A column that says nothing in any line is left out. */
  private boolean isFilled(int column) {
    return rows.stream().anyMatch(row -> !row.cells.get(column).text().isEmpty());
  }

  private static void write(Row row, int[] filled, Markup page) {
    page.open("tr");
    for (int i : filled) {
      Row.Cell cell = row.cells.get(i);
      if (cell.value().isEmpty()) {
        page.open("td");
      } else {
        page.open("td", "class", "n", "data-v", cell.value());
      }
      if (i == 0 && !row.ink.isEmpty()) {
        page.leaf("i", "", "class", "swatch " + row.ink).text(" ");
      }
      page.text(cell.text()).close();
    }
    page.close();
  }
}
