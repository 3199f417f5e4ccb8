package org.pan.sequences;

/** How timelines are laid out in a folder. */
public enum OutputFormat {
  /**
   * A MEDS 0.4 data set: {@code data/<split>/<shard>.parquet} and {@code metadata/}. Subject ids
   * that are not integers are numbered from 1; relative times count from 1970-01-01.
   */
  MEDS,
  /** {@code events.csv} and {@code subjects.csv}. */
  CSV,
  /** {@code events.parquet} and {@code subjects.parquet}. */
  PARQUET
}
