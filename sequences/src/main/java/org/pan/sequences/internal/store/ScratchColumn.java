package org.pan.sequences.internal.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;

/**
 * A column of a view or table.
 *
 * @param name its name as given
 * @param type DuckDB's name of its type
 */
record ScratchColumn(String name, String type) {

  /** The columns of a view in order; the view is looked up as the source's SQL would. */
  static List<ScratchColumn> of(ScratchDatabase database, String view) {
    return database.rows(
        "DESCRIBE " + view, row -> new ScratchColumn(row.getString(1), row.getString(2)));
  }

  /** The column of that name, whatever its case. */
  static Optional<ScratchColumn> find(List<ScratchColumn> columns, String name) {
    return columns.stream().filter(column -> column.is(name)).findFirst();
  }

  boolean is(String other) {
    return name.toLowerCase(Locale.ROOT).equals(other);
  }

  String quoted() {
    return Quoted.name(name);
  }

  SqlType kind() {
    return SqlType.of(type);
  }
}
