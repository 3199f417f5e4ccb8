package org.pan.bench.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of text.
 *
 * @param header titles of its columns
 * @param rows cells; the first is the name of the row
 */
public record TextTable(List<String> header, List<List<String>> rows) {

  public TextTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /** As Markdown. */
  public String markdown() {
    StringBuilder table = new StringBuilder(line(header));
    table.append(line(header.stream().map(column -> "---").toList()));
    rows.forEach(row -> table.append(line(row)));
    return table.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
