package org.pan.sequences;

/**
 * A static field of a data set's subjects.
 *
 * @param name the column's name
 * @param kind what its values are
 * @param columnType the SQL type it was read as (DuckDB's name, such as {@code INTEGER} or {@code
 *     DECIMAL(9,2)}), which is the type it is written as
 */
public record StaticField(String name, Kind kind, String columnType, Origin origin) {

  /** A field that is a column of the subjects. */
  public StaticField(String name, Kind kind, String columnType) {
    this(name, kind, columnType, Origin.COLUMN);
  }

  /** What the values of a static field are. */
  public enum Kind {
    CATEGORY,
    NUMBER,
    DATE
  }

  /** Where a field stands in a source. */
  public enum Origin {
    /** A column of the subjects. */
    COLUMN,
    /** Events without a time, coded {@code NAME//value}, at most one a subject. */
    CODE_PREFIX,
    /** Events without a time, coded with the field's name, that have a number. */
    CODE_NUMBER,
    /** Events without a time, coded with the field's name, that have a text. */
    CODE_TEXT,
    /** Events without a time, coded with the field's name alone; the category is {@code true}. */
    CODE_FLAG,
    /** The event {@code MEDS_BIRTH}. */
    BIRTH
  }
}
