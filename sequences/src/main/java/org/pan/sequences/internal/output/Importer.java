package org.pan.sequences.internal.output;

import java.nio.file.Path;
import org.pan.sequences.Dataset;
import org.pan.sequences.Import;
import org.pan.sequences.internal.source.Sources;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.store.TimelineStore;

/** The import: a source's store, given splits, exported as MEDS. */
public final class Importer {

  private Importer() {}

  /** Imports and gives back what was written; see {@link Import#run}. */
  public static Dataset run(Path source, Path path, Import.Options options) {
    try (OutputFolder folder = OutputFolder.create(path, options.overwrite())) {
      TimelineStore store = Sources.open(source);
      try {
        TimelineStore split = store.hasSplits() ? store : split(store, options);
        folder.fill(partial -> new MedsExport().write(split, partial));
        return split;
      } catch (RuntimeException e) {
        store.close();
        throw e;
      }
    }
  }

  private static TimelineStore split(TimelineStore store, Import.Options options) {
    ScratchDatabase database = store.database();
    // The hash of the id, in [0, 1): MD5, which no version of the database changes.
    String place = "(md5_number_lower(id) % 1000000) / 1e6";
    double tuningEnd = options.heldOutShare() + options.tuningShare();
    database.execute(
        "UPDATE pan.subject SET split = CASE WHEN "
            + place
            + " < "
            + options.heldOutShare()
            + " THEN 'held_out' WHEN "
            + place
            + " < "
            + tuningEnd
            + " THEN 'tuning' ELSE 'train' END");
    return new TimelineStore(database, store.schema(), true);
  }
}
