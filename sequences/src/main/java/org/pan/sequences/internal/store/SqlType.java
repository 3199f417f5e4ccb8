package org.pan.sequences.internal.store;

import java.util.Locale;

/** What a DuckDB column type is good for. */
enum SqlType {
  INTEGER,
  DECIMAL,
  FLOATING,
  DATE,
  TIMESTAMP,
  ZONED_TIMESTAMP,
  NESTED,
  TEXT;

  /** The class of a type by DuckDB's name for it. */
  static SqlType of(String name) {
    String type = name.toUpperCase(Locale.ROOT);
    if (type.endsWith("]")
        || type.startsWith("STRUCT")
        || type.startsWith("MAP")
        || type.startsWith("UNION")) {
      return NESTED;
    }
    if (type.startsWith("DECIMAL") || type.startsWith("NUMERIC")) {
      return DECIMAL;
    }
    return switch (type) {
      case "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "UHUGEINT" ->
          INTEGER;
      case "FLOAT", "DOUBLE" -> FLOATING;
      case "DATE" -> DATE;
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> TIMESTAMP;
      case "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ" -> ZONED_TIMESTAMP;
      default -> TEXT;
    };
  }

  /** Whether values are numbers. */
  boolean isNumber() {
    return this == INTEGER || this == DECIMAL || this == FLOATING;
  }

  /** Whether values are local dates or date-times. */
  boolean isDate() {
    return this == DATE || this == TIMESTAMP;
  }
}
