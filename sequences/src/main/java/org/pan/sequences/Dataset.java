package org.pan.sequences;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.pan.sequences.internal.source.Sources;

/**
 * A source of timelines. Closing it releases the database behind it. Not safe for use by several
 * threads at once.
 */
public interface Dataset extends AutoCloseable {

  /**
   * Opens a source of timelines: a {@code .sql} mapping, a MEDS folder, or a folder with {@code
   * events.csv} or {@code events.parquet} as PAN writes it.
   *
   * <p>A mapping is run by an embedded DuckDB that reads files of the mapping's own folder. It must
   * leave a view or table {@code events(subject_id, time, code [, numeric_value] [, text_value])}
   * and may leave {@code subjects(subject_id, <static columns> [, observation_start] [,
   * observation_end])}. A {@code time} that is a DATE or TIMESTAMP is a local calendar time, a
   * number is days since the subject's own day zero. Events of one time keep the view's order.
   *
   * <p>Static columns are categories (text, booleans), numbers, or dates, by their type. Events
   * without a time are static too: a code with numbers is a number field, {@code A//B} is category
   * {@code B} of field {@code A} where no subject has two codes of prefix {@code A}, and any other
   * code is a field of its own with the category {@code true}. The event {@code MEDS_BIRTH} becomes
   * the static date of that name.
   *
   * @throws DataException if the source cannot be used, in one line that says why and what to do
   */
  static Dataset open(Path source) {
    return Sources.open(source);
  }

  /** What is common to all its timelines. */
  Schema schema();

  /** The number of subjects in these splits, those without events included. */
  long subjectCount(Set<Split> splits);

  /** The number of events in these splits. */
  long eventCount(Set<Split> splits);

  /** Whether the source itself says which subjects are for training, tuning and testing. */
  boolean hasSplits();

  /**
   * The timelines of these splits in a fixed order (by subject), read lazily. Closing the stream
   * releases its cursor; one stream may be open at a time.
   */
  Stream<Timeline> timelines(Set<Split> splits);

  /** All timelines. */
  default Stream<Timeline> timelines() {
    return timelines(Set.of(Split.values()));
  }

  @Override
  void close();
}
