package org.pan.sequences;

import java.nio.file.Path;
import org.pan.sequences.internal.output.StoreWriter;

/**
 * Writes timelines to a folder in the column types, decimals and time mode of their schema. The
 * folder appears, complete, when {@link #finish()} returns; closing an unfinished writer leaves
 * nothing behind. Memory does not grow with the number of timelines. Not safe for use by several
 * threads at once.
 */
public interface TimelineWriter extends AutoCloseable {

  /**
   * Opens a folder for writing.
   *
   * @param folder where the timelines are to lie
   * @param schema what the timelines have in common
   * @throws DataException if the folder exists and may not be replaced, or cannot be written
   */
  static TimelineWriter open(Path folder, Schema schema, OutputOptions options) {
    return StoreWriter.open(folder, schema, options);
  }

  /**
   * Takes a timeline.
   *
   * @throws IllegalArgumentException if its static fields are not those of the schema
   * @throws DataException if there is no space for it
   */
  default void write(Timeline timeline) {
    write(timeline, Split.TRAIN);
  }

  /** Takes a timeline that belongs to a split; only a MEDS folder keeps splits. */
  void write(Timeline timeline, Split split);

  /**
   * Writes the folder and gives it its name.
   *
   * @throws DataException if it cannot be written
   */
  void finish();

  /** Releases everything; what was not finished is discarded. */
  @Override
  void close();
}
