package org.pan.sequences.internal.output;

import java.util.List;
import org.pan.sequences.internal.sql.ScratchDatabase;

/**
 * Subjects with consecutive numbers, who are written or sorted at once so that memory does not grow
 * with the data.
 *
 * @param part what they have in common, such as their split
 * @param number of the shard among those of its part
 * @param first number of the first subject
 * @param last number of the last subject
 */
record Shard(String part, int number, long first, long last) {

  /**
   * The shards of a store, whole subjects each.
   *
   * @param part SQL of what the subjects of a shard have in common
   * @param events about how many events a shard has
   */
  static List<Shard> of(ScratchDatabase database, String part, long events) {
    return database.rows(
        """
        WITH sized AS (
          SELECT idx, %s AS part, coalesce(n, 0) + 1 AS n
          FROM pan.subject LEFT JOIN (SELECT idx, count(*) AS n FROM pan.event GROUP BY idx) USING (idx)),
        placed AS (
          SELECT idx, part,
            CAST(floor((sum(n) OVER (PARTITION BY part ORDER BY idx) - n) / %d) AS INTEGER) AS shard
          FROM sized)
        SELECT part, CAST(row_number() OVER (PARTITION BY part ORDER BY shard) - 1 AS INTEGER), min(idx), max(idx)
        FROM placed GROUP BY part, shard ORDER BY part, shard
        """
            .formatted(part, events),
        row -> new Shard(row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4)));
  }

  /** SQL of the condition that a subject lies in the shard. */
  String range() {
    return "idx BETWEEN " + first + " AND " + last;
  }
}
