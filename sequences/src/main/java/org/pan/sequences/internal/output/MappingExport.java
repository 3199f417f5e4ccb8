package org.pan.sequences.internal.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.pan.sequences.DataException;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.store.Sidecar;
import org.pan.sequences.internal.store.TimelineStore;

/**
 * Runs a user's SQL over {@code events} and {@code subjects}, and writes each table or view it
 * leaves.
 *
 * @param name the SQL file's name, for messages
 * @param sql its text
 * @param format the format of the tables
 */
record MappingExport(String name, String sql, TableFormat format) implements Export {

  static MappingExport read(Path file, TableFormat format) {
    try {
      return new MappingExport(
          Objects.toString(file.getFileName()), Files.readString(file), format);
    } catch (IOException e) {
      throw new DataException(
          file + ": cannot be read as UTF-8 text; check that it exists and is yours to read.", e);
    }
  }

  @Override
  public void write(TimelineStore store, Path folder) throws IOException {
    ScratchDatabase database = store.database();
    String idType = TableViews.create(database, store.schema());
    database.execute("SET VARIABLE out = " + Quoted.file(folder));
    database.blame(name);
    database.execute(sql);
    List<String> tables =
        database.rows(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' AND table_type <> 'LOCAL TEMPORARY'"
                + " AND table_name NOT IN ('events', 'subjects') ORDER BY table_name",
            row -> row.getString(1));
    for (String table : tables) {
      database.execute(format.copy("SELECT * FROM " + Quoted.name(table), folder, table));
    }
    new Sidecar(idType, store.schema()).write(folder);
  }
}
