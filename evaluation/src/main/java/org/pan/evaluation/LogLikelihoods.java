package org.pan.evaluation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.pan.sequences.DataException;

/**
 * How likely real patients are to the generator of a synthetic set, for the white-box membership
 * attack: a score by subject, the higher the likelier a member. Without a reference model it is the
 * log-likelihood by event; with one, which has seen neither set, the log-likelihood ratio {@code
 * log p(x) − log q(x)} of the generator p and the reference q (Carlini and others 2022).
 *
 * @param train scores of training patients by subject id
 * @param holdout scores of held-out patients by subject id
 * @param reference whether they are ratios to a reference model
 */
public record LogLikelihoods(
    Map<String, Double> train, Map<String, Double> holdout, boolean reference) {

  public LogLikelihoods {
    train = Map.copyOf(train);
    holdout = Map.copyOf(holdout);
  }

  /**
   * Reads log-likelihoods by the generator: CSV files with the columns {@code subject_id}, {@code
   * events} and {@code total}, as {@code pan score} writes them.
   *
   * @throws IOException if a file cannot be read
   * @throws DataException if it lacks a column or a number
   */
  public static LogLikelihoods read(Path train, Path holdout) throws IOException {
    return new LogLikelihoods(byEvent(train), byEvent(holdout), false);
  }

  /**
   * Reads log-likelihoods by the generator and by a reference model.
   *
   * @throws IOException if a file cannot be read
   * @throws DataException if it lacks a column, a number or a subject
   */
  public static LogLikelihoods read(
      Path train, Path holdout, Path referenceTrain, Path referenceHoldout) throws IOException {
    return new LogLikelihoods(
        ratios(train, referenceTrain), ratios(holdout, referenceHoldout), true);
  }

  private static Map<String, Double> byEvent(Path file) throws IOException {
    Map<String, Double> scores = new HashMap<>();
    rows(file)
        .forEach((subject, row) -> scores.put(subject, row.total() / Math.max(1, row.events())));
    return scores;
  }

  private static Map<String, Double> ratios(Path file, Path reference) throws IOException {
    Map<String, Row> others = rows(reference);
    Map<String, Double> scores = new HashMap<>();
    rows(file)
        .forEach(
            (subject, row) -> {
              Row other = others.get(subject);
              if (other == null) {
                throw new DataException(
                    reference + ": lacks a subject of " + file + "; score the same patients.");
              }
              scores.put(subject, row.total() - other.total());
            });
    return scores;
  }

  private record Row(double events, double total) {}

  private static Map<String, Row> rows(Path file) throws IOException {
    Map<String, Row> rows = new HashMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        String subject =
            row.findField("subject_id").orElseThrow(() -> lacks(file, row, "subject_id"));
        rows.put(subject, new Row(number(file, row, "events"), number(file, row, "total")));
      }
    }
    return rows;
  }

  private static double number(Path file, NamedCsvRecord row, String column) {
    try {
      return Double.parseDouble(row.findField(column).orElseThrow(() -> lacks(file, row, column)));
    } catch (NumberFormatException e) {
      throw new DataException(
          "%s, line %d: the column %s holds something other than a number."
              .formatted(file, row.getStartingLineNumber(), column));
    }
  }

  private static DataException lacks(Path file, NamedCsvRecord row, String column) {
    return new DataException(
        "%s, line %d: there is no column %s; give a file that pan score wrote."
            .formatted(file, row.getStartingLineNumber(), column));
  }
}
