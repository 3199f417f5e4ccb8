package org.pan.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.pan.sampling.Condition;
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
   * @param copies how many such patients are wanted
   */
  record Row(long line, Map<String, String> fields, long copies) {}

  /** The column that says how many patients a row stands for. */
  private static final String COPIES = "n";

  Conditions {
    rows = List.copyOf(rows);
  }

  /**
   * Reads a CSV file whose header names static fields and whose rows are one patient each, or as
   * many as the column {@code n} says; empty cells are left to the model.
   *
   * @param always fields given for every patient whose own cell is empty
   * @param known the model's fields; where {@code n} is one of them it is a field like others
   * @throws DataException if it is no such file, naming the line
   */
  static Conditions read(Path file, Map<String, String> always, Collection<String> known)
      throws IOException {
    boolean counted = !known.contains(COPIES);
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
          rows.add(row(file, header, cells, always, counted));
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

  /** The condition of each patient, in order. */
  Iterator<Condition> each() {
    return rows.stream()
        .flatMap(
            row -> {
              Condition condition = new Condition(row.fields());
              return LongStream.range(0, row.copies()).mapToObj(i -> condition);
            })
        .iterator();
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
      Path file,
      List<String> header,
      CsvRecord cells,
      Map<String, String> always,
      boolean counted) {
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
    String copies = counted ? fields.remove(COPIES) : null;
    long line = cells.getStartingLineNumber();
    return new Row(line, fields, copies == null ? 1 : copies(file, line, copies));
  }

  private static long copies(Path file, long line, String text) {
    try {
      long copies = Long.parseLong(text);
      if (copies >= 0) {
        return copies;
      }
    } catch (NumberFormatException e) {
      throw new DataException(wrongCopies(file, line), e);
    }
    throw new DataException(wrongCopies(file, line));
  }

  private static String wrongCopies(Path file, long line) {
    return file + ": line " + line + ": the column n holds a number of patients, 0 or more.";
  }

  /** How many patients are wanted in all. */
  long patients() {
    return rows.stream().mapToLong(Row::copies).sum();
  }
}
