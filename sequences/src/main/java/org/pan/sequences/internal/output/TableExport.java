package org.pan.sequences.internal.output;

import java.io.IOException;
import java.nio.file.Path;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.store.Sidecar;
import org.pan.sequences.internal.store.TimelineStore;

/** Writes {@code events} and {@code subjects} as one file each. */
record TableExport(TableFormat format) implements Export {

  @Override
  public void write(TimelineStore store, Path folder) throws IOException {
    ScratchDatabase database = store.database();
    String idType = TableViews.create(database, store.schema());
    database.execute(format.copy("SELECT * FROM events", folder, "events"));
    database.execute(format.copy("SELECT * FROM subjects", folder, "subjects"));
    new Sidecar(idType, store.schema()).write(folder);
  }
}
