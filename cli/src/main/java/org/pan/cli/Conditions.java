package org.pan.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pan.sequences.DataException;
import org.pan.sequences.encoding.Encoding;

/**
 * Conditions on the static fields of patients to draw, one for each patient in order.
 *
 * @param file where they were read
 * @param rows the given fields with their value or range, and the line each stands on
 */
record Conditions(Path file, List<Row> rows) {

  /**
   * @param line the line of the file, from 1
   * @param fields value or range by field; a field that is not there is left to the model
   */
  record Row(long line, Map<String, String> fields) {}

  Conditions {
    rows = List.copyOf(rows);
  }

  /**
   * Reads a CSV file whose header names static fields and whose rows are one patient each; empty
   * cells are left to the model.
   *
   * @param always fields given for every patient whose own cell is empty
   * @throws DataException if it is no such file, naming the line
   */
  static Conditions read(Path file, Map<String, String> always) throws IOException {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .detectBomHeader(true)
            .skipEmptyLines(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(file)) {
      List<String> header = List.of();
      List<Row> rows = new ArrayList<>();
      for (CsvRecord cells : csv) {
        if (header.isEmpty()) {
          header = header(file, cells);
        } else if (!isBlankLine(cells, header)) {
          rows.add(row(file, header, cells, always));
        }
      }
      if (rows.isEmpty()) {
        throw new DataException(file + ": holds no patient; give a header and a row for each.");
      }
      return new Conditions(file, rows);
    } catch (CsvParseException e) {
      throw new DataException(
          file + ": is not a CSV file with commas and double quotes that PAN can read.", e);
    }
  }

  /**
   * Makes sure that a model can meet every row.
   *
   * @throws DataException naming the file and the line that it cannot
   */
  void check(Encoding encoding) {
    for (Row row : rows) {
      try {
        encoding.condition(row.fields());
      } catch (DataException e) {
        throw new DataException(file + ": line " + row.line() + ": " + e.getMessage(), e);
      }
    }
  }

  private static List<String> header(Path file, CsvRecord cells) {
    List<String> names = cells.getFields().stream().map(String::strip).toList();
    if (Set.copyOf(names).size() < names.size() || names.contains("")) {
      throw new DataException(
          file
              + ": the first line must name each static field once, and no column may go unnamed.");
    }
    return names;
  }

  /** With one column alone, a blank line is a patient left to the model. */
  private static boolean isBlankLine(CsvRecord cells, List<String> header) {
    return header.size() > 1 && cells.getFieldCount() == 1 && cells.getField(0).isEmpty();
  }

  private static Row row(
      Path file, List<String> header, CsvRecord cells, Map<String, String> always) {
    if (cells.getFieldCount() != header.size()) {
      throw new DataException(
          "%s: line %d has %d cells where the header has %d."
              .formatted(
                  file, cells.getStartingLineNumber(), cells.getFieldCount(), header.size()));
    }
    Map<String, String> fields = new LinkedHashMap<>(always);
    for (int i = 0; i < header.size(); i++) {
      if (!cells.getField(i).isBlank()) {
        fields.put(header.get(i), cells.getField(i).strip());
      }
    }
    return new Row(cells.getStartingLineNumber(), fields);
  }
}
