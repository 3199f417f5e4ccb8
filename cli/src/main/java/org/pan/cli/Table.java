package org.pan.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns: the first to the left, the others to the right. */
final class Table {

  private final List<String[]> rows = new ArrayList<>();

  /** Adds a row. */
  Table row(String... cells) {
    rows.add(cells.clone());
    return this;
  }

  /** Prints the rows with two spaces between columns. */
  void print(PrintWriter out) {
    int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      out.println(line(row, widths));
    }
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String padding = " ".repeat(widths[i] - row[i].length());
      line.append(i == 0 ? "" : "  ").append(i == 0 ? row[i] + padding : padding + row[i]);
    }
    return line.toString().stripTrailing();
  }
}
