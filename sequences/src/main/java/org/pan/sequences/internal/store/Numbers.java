package org.pan.sequences.internal.store;

/** How a numeric column is read as a double. */
final class Numbers {

  private Numbers() {}

  /**
   * SQL of a column as a double, null for NaN. A single-precision number becomes the shortest
   * decimal that stands for it: 98.6, not 98.5999984741211.
   */
  static String asDouble(ScratchColumn column) {
    String name = column.quoted();
    if (column.kind() != SqlType.FLOATING) {
      return "CAST(" + name + " AS DOUBLE)";
    }
    String value =
        column.type().equalsIgnoreCase("FLOAT")
            ? "CAST(CAST(" + name + " AS VARCHAR) AS DOUBLE)"
            : name;
    return "CASE WHEN isnan(" + name + ") THEN NULL ELSE " + value + " END";
  }
}
