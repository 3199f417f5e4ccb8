package org.pan.sequences.internal.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.DataException;
import org.pan.sequences.Finding;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;

/**
 * The files under {@code data}, each by itself; leaves {@code seen(file, subject_id)} and {@code
 * seen_code(code)}.
 */
final class MedsDataCheck {

  private static final Map<String, String> TYPES =
      Map.of(
          "subject_id",
          "BIGINT",
          "time",
          "TIMESTAMP",
          "code",
          "VARCHAR",
          "numeric_value",
          "FLOAT",
          "text_value",
          "VARCHAR");

  private static final String ROWS =
      """
      SELECT count(*),
        count(*) FILTER (subject_id IS NULL), count(*) FILTER (code IS NULL OR code = ''),
        count(*) FILTER (last IS DISTINCT FROM subject_id OR n = 0) - count(DISTINCT subject_id)
          - (count(*) FILTER (subject_id IS NULL) > 0)::INTEGER,
        count(*) FILTER (last = subject_id AND "time" < last_time),
        count(*) FILTER (last = subject_id AND "time" IS NULL AND last_time IS NOT NULL)
      FROM (
        SELECT file_row_number AS n, subject_id, "time", code, lag(subject_id) OVER w AS last, lag("time") OVER w AS last_time
        FROM %s WINDOW w AS (ORDER BY file_row_number))
      """;

  private final ScratchDatabase database;
  private final Path root;
  private final List<Finding> findings;

  MedsDataCheck(ScratchDatabase database, Path root, List<Finding> findings) {
    this.database = database;
    this.root = root;
    this.findings = findings;
  }

  void run() {
    database.execute(
        "CREATE TABLE seen(file VARCHAR, subject_id BIGINT); CREATE TABLE seen_code(code VARCHAR)");
    List<Path> files = files();
    if (files.isEmpty()) {
      findings.add(Finding.error("data", "no Parquet files; expected data/**/*.parquet."));
    }
    for (Path file : files) {
      try {
        check(file);
      } catch (DataException e) {
        findings.add(Finding.error(name(file), "cannot be read: " + e.getMessage()));
      }
    }
    long shared =
        database.number(
            "SELECT count(*) FROM (SELECT subject_id FROM seen GROUP BY subject_id HAVING count(*) > 1)");
    error("data", shared, "subjects stand in more than one file");
  }

  private List<Path> files() {
    try (Stream<Path> paths = Files.walk(root.resolve("data"))) {
      return paths.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
    } catch (IOException e) {
      throw new DataException(root + ": cannot be listed.", e);
    }
  }

  private String name(Path file) {
    return root.relativize(file).toString();
  }

  private void check(Path file) {
    String rows =
        "read_parquet("
            + Quoted.file(file)
            + ", hive_partitioning = false, file_row_number = true)";
    if (!columnsAreRight(file, rows)) {
      return;
    }
    long[] counts =
        database.row(
            ROWS.formatted(rows),
            row ->
                longs(
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)));
    String name = name(file);
    error(name, counts[0], "rows have no subject_id");
    error(name, counts[1], "rows have no code");
    error(
        name, counts[2], "times a subject's rows start again: a subject's rows must be contiguous");
    error(
        name,
        counts[3],
        "rows lie before their predecessor: a subject's rows must be sorted by time");
    error(name, counts[4], "rows without a time follow rows with one: null times come first");
    database.execute(
        "INSERT INTO seen SELECT DISTINCT "
            + Quoted.text(name)
            + ", subject_id FROM "
            + rows
            + " WHERE subject_id IS NOT NULL");
    database.execute(
        "INSERT INTO seen_code SELECT code FROM (SELECT DISTINCT code FROM "
            + rows
            + ") WHERE code NOT IN (SELECT code FROM seen_code)");
  }

  private static long[] longs(long... values) {
    return values;
  }

  private boolean columnsAreRight(Path file, String rows) {
    Map<String, String> types = new HashMap<>();
    database.rows(
        "DESCRIBE SELECT * FROM " + rows, row -> types.put(row.getString(1), row.getString(2)));
    boolean usable = true;
    for (Map.Entry<String, String> expected : TYPES.entrySet()) {
      @Nullable String found = types.get(expected.getKey());
      boolean required = !expected.getKey().endsWith("_value");
      if (found == null && required) {
        findings.add(Finding.error(name(file), "no column " + expected.getKey()));
        usable = false;
      } else if (found != null && !found.equals(expected.getValue())) {
        findings.add(
            Finding.error(
                name(file),
                "column "
                    + expected.getKey()
                    + " is of type "
                    + found
                    + ", the standard says "
                    + expected.getValue()));
      }
    }
    return usable;
  }

  private void error(String file, long count, String what) {
    if (count > 0) {
      findings.add(Finding.error(file, String.format(Locale.ROOT, "%,d %s.", count, what)));
    }
  }
}
