package org.pan.sequences.internal.store;

import java.util.List;
import java.util.Optional;
import org.pan.sequences.DataException;
import org.pan.sequences.internal.sql.ScratchDatabase;

/**
 * The view {@code events}, taken in as the table {@code pan.raw(sid, us, code, number, text)},
 * whose row ids keep the order of the source.
 *
 * @param time the type of the event times
 * @param numberType the SQL type of the numbers
 */
record EventIntake(TimeType time, String numberType) {

  private static final String NO_NUMBERS = "DOUBLE";

  /** The types of the view's columns. */
  static EventIntake inspect(ScratchDatabase database, List<ScratchColumn> columns) {
    required(database, columns, "code");
    TimeType time =
        TimeType.of(required(database, columns, "time"), "events.time", database.source());
    String numberType = numbers(database, columns).map(ScratchColumn::type).orElse(NO_NUMBERS);
    return new EventIntake(time, numberType);
  }

  /** The column of that name, without which a view is of no use. */
  static ScratchColumn required(
      ScratchDatabase database, List<ScratchColumn> columns, String name) {
    return ScratchColumn.find(columns, name)
        .orElseThrow(
            () ->
                new DataException(
                    database.source()
                        + ": events has no column "
                        + name
                        + " (it has "
                        + String.join(", ", columns.stream().map(ScratchColumn::name).toList())
                        + "); events needs subject_id, time and code, and may have numeric_value and text_value."));
  }

  private static Optional<ScratchColumn> numbers(
      ScratchDatabase database, List<ScratchColumn> columns) {
    Optional<ScratchColumn> column = ScratchColumn.find(columns, "numeric_value");
    if (column.isEmpty() || column.get().kind().isNumber()) {
      return column;
    }
    // An empty CSV column is read as text; it says nothing, so it may stay.
    if (database.number("SELECT count(" + column.get().quoted() + ") FROM events") == 0) {
      return Optional.empty();
    }
    throw new DataException(
        database.source()
            + ": events.numeric_value is of type "
            + column.get().type()
            + "; expected a number: CAST it, or name the column text_value.");
  }

  /**
   * Takes the view in.
   *
   * @param keyType the SQL type in which subject ids are compared
   * @throws DataException if ids, codes, times or numbers are not usable
   */
  void take(ScratchDatabase database, List<ScratchColumn> columns, String keyType) {
    String number =
        numbers(database, columns).map(Numbers::asDouble).orElse("CAST(NULL AS DOUBLE)");
    String text =
        ScratchColumn.find(columns, "text_value")
            .map(column -> "CAST(" + column.quoted() + " AS VARCHAR)")
            .orElse("CAST(NULL AS VARCHAR)");
    database.execute(
        "CREATE TABLE pan.raw AS SELECT CAST(subject_id AS "
            + keyType
            + ") AS sid, "
            + time.toMicros("\"time\"")
            + " AS us, CAST(code AS VARCHAR) AS code, "
            + number
            + " AS number, "
            + text
            + " AS text FROM events");
    check(database);
  }

  private static void check(ScratchDatabase database) {
    long[] counts =
        database.row(
            "SELECT count(*), count(*) FILTER (sid IS NULL), count(*) FILTER (code IS NULL OR code = ''), count(*) FILTER (us = "
                + TimeType.UNUSABLE
                + "), count(*) FILTER (isinf(number)) FROM pan.raw",
            row ->
                new long[] {
                  row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)
                });
    refuse(
        database,
        counts[1],
        counts[0],
        "subject_id is null",
        "leave them out (WHERE subject_id IS NOT NULL)");
    refuse(
        database,
        counts[2],
        counts[0],
        "code is null or empty",
        "leave them out (WHERE code <> '') or name them");
    refuse(
        database,
        counts[3],
        counts[0],
        "time is infinite or out of range",
        "a date, or a number of days within 100,000,000, is expected");
    if (counts[4] > 0) {
      List<String> codes =
          database.rows(
              "SELECT DISTINCT code FROM pan.raw WHERE isinf(number) ORDER BY code LIMIT 3",
              row -> row.getString(1));
      refuse(
          database,
          counts[4],
          counts[0],
          "numeric_value is infinite",
          "a finite number or null is expected; codes: " + String.join(", ", codes));
    }
  }

  private static void refuse(
      ScratchDatabase database, long rows, long all, String what, String remedy) {
    if (rows > 0) {
      throw new DataException(
          database.source()
              + ": "
              + what
              + " in "
              + rows
              + " of "
              + all
              + " rows of events; "
              + remedy
              + ".");
    }
  }
}
