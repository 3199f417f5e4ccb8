package org.pan.sequences.internal.store;

import org.pan.sequences.DataException;
import org.pan.sequences.TimeMode;

/**
 * How a time column of some SQL type maps to microseconds and back: dates and timestamps by the
 * epoch, numbers as days.
 *
 * @param name DuckDB's name of the type
 */
public record TimeType(String name) {

  static final long MICROS_A_DAY = 86_400_000_000L;

  /** Beyond this many days from zero microseconds leave the range of a long. */
  private static final String MOST_DAYS = "100000000";

  /** Stands for a time that is given but not finite or out of range. */
  static final long UNUSABLE = Long.MIN_VALUE + 1;

  /**
   * The type of a column that holds times.
   *
   * @param place the view and column for the message, such as {@code events.time}
   * @throws DataException if the type cannot hold times
   */
  static TimeType of(ScratchColumn column, String place, String source) {
    SqlType type = SqlType.of(column.type());
    if (type == SqlType.ZONED_TIMESTAMP) {
      throw new DataException(
          source
              + ": "
              + place
              + " has a time zone; local times are expected, say: time AT TIME ZONE 'Europe/Berlin' AS time.");
    }
    if (!type.isDate() && !type.isNumber()) {
      throw new DataException(
          source
              + ": "
              + place
              + " is of type "
              + column.type()
              + "; expected DATE or TIMESTAMP (calendar time) or a number (days); use CAST or strptime.");
    }
    return new TimeType(column.type());
  }

  /** Absolute for dates and timestamps, relative for numbers. */
  public TimeMode mode() {
    return SqlType.of(name).isNumber() ? TimeMode.RELATIVE : TimeMode.ABSOLUTE;
  }

  /** Whether values are whole dates. */
  public boolean isDate() {
    return SqlType.of(name) == SqlType.DATE;
  }

  /**
   * SQL of the microseconds of a column of this type; {@link #UNUSABLE} where the time is not
   * finite or out of range.
   */
  public String toMicros(String column) {
    return switch (SqlType.of(name)) {
      case INTEGER ->
          guarded(
              column,
              "abs(" + column + ") <= " + MOST_DAYS,
              "CAST(" + column + " AS BIGINT) * " + MICROS_A_DAY);
      // The whole days apart from the fraction: their product alone would lose the last
      // microsecond.
      case DECIMAL, FLOATING ->
          guarded(
              column,
              "isfinite(CAST(" + column + " AS DOUBLE)) AND abs(" + column + ") <= " + MOST_DAYS,
              "CAST(floor("
                  + column
                  + ") AS BIGINT) * "
                  + MICROS_A_DAY
                  + " + CAST(round((CAST("
                  + column
                  + " AS DOUBLE) - floor(CAST("
                  + column
                  + " AS DOUBLE))) * "
                  + MICROS_A_DAY
                  + ") AS BIGINT)");
      default ->
          guarded(
              column, "isfinite(" + column + ")", "epoch_us(CAST(" + column + " AS TIMESTAMP))");
    };
  }

  private static String guarded(String column, String usable, String micros) {
    return "CASE WHEN "
        + column
        + " IS NULL THEN NULL WHEN "
        + usable
        + " THEN "
        + micros
        + " ELSE "
        + UNUSABLE
        + " END";
  }

  /** SQL of a value of this type from a column of microseconds. */
  public String fromMicros(String column) {
    return switch (SqlType.of(name)) {
      case INTEGER -> "CAST(floor(" + column + " / " + MICROS_A_DAY + "::DOUBLE) AS " + name + ")";
      case DECIMAL, FLOATING ->
          "CAST(" + column + " / " + MICROS_A_DAY + "::DOUBLE AS " + name + ")";
      default -> "CAST(make_timestamp(" + column + ") AS " + name + ")";
    };
  }
}
