package org.pan.sequences.internal.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pan.sequences.DataException;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.store.StoreBuilder;
import org.pan.sequences.internal.store.TimelineStore;

/**
 * A SQL file that leaves the views {@code events} and, optionally, {@code subjects}; it reads files
 * of its own folder.
 */
final class Mapping {

  private Mapping() {}

  static TimelineStore open(Path file) {
    String name = Objects.toString(file.getFileName());
    String sql;
    try {
      sql = Files.readString(file);
    } catch (IOException e) {
      throw new DataException(
          file + ": cannot be read as UTF-8 text; check that it exists and is yours to read.", e);
    }
    ScratchDatabase database = ScratchDatabase.create(name);
    try {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
      database.execute("SET file_search_path = " + Quoted.file(folder));
      database.execute(sql);
      comeBack(database);
      return StoreBuilder.build(database, Optional.empty(), false);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Brings the views over where the mapping has left another database or schema in use. */
  private static void comeBack(ScratchDatabase database) {
    String place =
        database.row(
            "SELECT current_database(), current_schema()",
            row -> Quoted.name(row.getString(1)) + "." + Quoted.name(row.getString(2)));
    String home = Quoted.name(ScratchDatabase.NAME) + ".main";
    if (place.equals(Quoted.name(ScratchDatabase.NAME) + "." + Quoted.name("main"))) {
      return;
    }
    database.execute("USE " + home);
    for (String view : List.of("events", "subjects")) {
      if (isThere(database, place, view)) {
        database.execute("CREATE VIEW " + view + " AS FROM " + place + "." + view);
      }
    }
  }

  private static boolean isThere(ScratchDatabase database, String place, String view) {
    return database.number(
            "SELECT count(*) FROM information_schema.tables WHERE lower(table_name) = '"
                + view
                + "' AND '\"' || table_catalog || '\".\"' || table_schema || '\"' = "
                + Quoted.text(place))
        > 0;
  }
}
