package org.pan.sequences.internal.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.pan.sequences.DataException;
import org.pan.sequences.internal.store.TimelineStore;

/** Tells the kinds of source apart. */
public final class Sources {

  private Sources() {}

  /**
   * Opens a source.
   *
   * @throws DataException if there is none, or it cannot be used
   */
  public static TimelineStore open(Path source) {
    if (!Files.exists(source)) {
      throw new DataException(source + ": no such file or folder.");
    }
    if (MedsFolder.is(source)) {
      return MedsFolder.open(source);
    }
    if (TableFolder.is(source)) {
      return TableFolder.open(source);
    }
    if (source.toString().toLowerCase(Locale.ROOT).endsWith(".sql")) {
      return Mapping.open(source);
    }
    throw new DataException(
        source
            + ": not a source of timelines; expected a mapping (.sql), a MEDS folder, or a folder with events.csv or events.parquet.");
  }
}
