package io.synscope.cli.render.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns that line up; numbers to the right, names to the left, the widest names shortened when
 * the page is too narrow.
 */
final class Table {
  private static final int GUTTER = 2;
  private static final int NARROWEST = 8;

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private record Column(String title, boolean right) {}

  Table left(String... titles) {
    Arrays.stream(titles).forEach(title -> columns.add(new Column(title, false)));
    return this;
  }

  Table right(String... titles) {
    Arrays.stream(titles).forEach(title -> columns.add(new Column(title, true)));
    return this;
  }

  Table row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells in a table of " + columns.size() + " columns");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** A line of its own above rows that belong together. */
  Table group(String title) {
    rows.add(List.of(title));
    return this;
  }

  Table row(String... cells) {
    return row(List.of(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void on(Page page, int indent) {
    int[] widths = widths(page, indent);
    line(page, indent, columns.stream().map(Column::title).toList(), widths, Ink.FAINT);
    for (List<String> row : rows) {
      if (row.size() < columns.size()) {
        page.verbatim(indent, row.get(0), Ink.PLAIN);
      } else {
        line(page, indent, row, widths, Ink.PLAIN);
      }
    }
  }

  private int[] widths(Page page, int indent) {
    int[] widths = new int[columns.size()];
    int total = indent - GUTTER;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Page.columns(columns.get(i).title());
      for (List<String> row : rows.stream().filter(r -> r.size() == columns.size()).toList()) {
        widths[i] = Math.max(widths[i], Page.columns(Legible.of(row.get(i), page.style())));
      }
      total += widths[i] + GUTTER;
    }
    for (int excess = total - page.style().width(); excess > 0; excess--) {
      widths[widestName(widths)]--;
    }
    return widths;
  }

  /**
   * Names can be shortened, numbers cannot; the last name, a remark, is shortened first.
   *
   * @return the column that loses a character
   */
  private int widestName(int[] widths) {
    int last = widths.length - 1;
    if (!columns.get(last).right() && widths[last] > NARROWEST) {
      return last;
    }
    int widest = 0;
    for (int i = 1; i < last; i++) {
      widest = !columns.get(i).right() && widths[i] > widths[widest] ? i : widest;
    }
    return widest;
  }

  private void line(Page page, int indent, List<String> cells, int[] widths, Ink ink) {
    page.add(" ".repeat(indent), Ink.PLAIN);
    for (int i = 0; i < widths.length; i++) {
      String cell = fit(Legible.of(cells.get(i), page.style()), widths[i], page.style());
      String space = " ".repeat(Math.max(0, widths[i] - Page.columns(cell)));
      boolean right = columns.get(i).right();
      page.add(right ? space : "", Ink.PLAIN).add(cell, ink).add(right ? "" : space, Ink.PLAIN);
      page.add(i < widths.length - 1 ? " ".repeat(GUTTER) : "", Ink.PLAIN);
    }
    page.end();
  }

  private static String fit(String cell, int width, TextStyle style) {
    if (Page.columns(cell) <= width) {
      return cell;
    }
    String dots = style.unicode() ? "\u2026" : "..";
    return cell.substring(0, cell.offsetByCodePoints(0, Math.max(0, width - dots.length()))) + dots;
  }
}
