package org.pan.sequences.internal.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Dataset;
import org.pan.sequences.Schema;
import org.pan.sequences.Split;
import org.pan.sequences.Timeline;
import org.pan.sequences.internal.sql.ScratchDatabase;

/**
 * Timelines in a scratch database: {@code pan.subject(idx, id, split, start_us, end_us, s0, s1,
 * …)}, one row a subject in order, {@code pan.event(idx, us, code, number, text)} sorted by subject
 * and time, {@code pan.code(id, code)}. Owns the database.
 */
public final class TimelineStore implements Dataset {

  private final ScratchDatabase database;
  private final Schema schema;
  private final boolean hasSplits;
  private final Map<Split, Long> subjects = new EnumMap<>(Split.class);
  private final Map<Split, Long> events = new EnumMap<>(Split.class);
  private @Nullable TimelineCursor cursor;

  /** A store of tables that are complete. */
  public TimelineStore(ScratchDatabase database, Schema schema, boolean hasSplits) {
    this.database = database;
    this.schema = schema;
    this.hasSplits = hasSplits;
    count();
  }

  private void count() {
    String sql =
        "SELECT split, count(*), coalesce(sum(n), 0) FROM pan.subject LEFT JOIN "
            + "(SELECT idx, count(*) AS n FROM pan.event GROUP BY idx) USING (idx) GROUP BY split";
    record Count(Split split, long subjects, long events) {}
    for (Count count :
        database.rows(
            sql, r -> new Count(Split.named(r.getString(1)), r.getLong(2), r.getLong(3)))) {
      subjects.put(count.split(), count.subjects());
      events.put(count.split(), count.events());
    }
  }

  /** The database that holds the tables. */
  public ScratchDatabase database() {
    return database;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long subjectCount(Set<Split> splits) {
    return splits.stream().mapToLong(split -> subjects.getOrDefault(split, 0L)).sum();
  }

  @Override
  public long eventCount(Set<Split> splits) {
    return splits.stream().mapToLong(split -> events.getOrDefault(split, 0L)).sum();
  }

  @Override
  public boolean hasSplits() {
    return hasSplits;
  }

  @Override
  public Stream<Timeline> timelines(Set<Split> splits) {
    if (cursor != null && cursor.isOpen()) {
      throw new IllegalStateException(
          "Close the stream of timelines that is open before opening another.");
    }
    TimelineCursor opened = TimelineCursor.open(database, schema, splits);
    cursor = opened;
    int characteristics = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(
            Spliterators.spliterator(opened, subjectCount(splits), characteristics), false)
        .onClose(opened::close);
  }

  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
    }
    database.close();
  }
}
