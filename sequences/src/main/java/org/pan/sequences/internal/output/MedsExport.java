package org.pan.sequences.internal.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.store.MedsForm;
import org.pan.sequences.internal.store.Sidecar;
import org.pan.sequences.internal.store.TimelineStore;

/**
 * Writes a MEDS 0.4 data set: shards of about {@value #EVENTS_A_SHARD} events by split, each with
 * whole subjects in order, static rows first; and its metadata.
 */
final class MedsExport implements Export {

  private static final long EVENTS_A_SHARD = 2_000_000;

  private static final String PARQUET = " (FORMAT parquet, COMPRESSION zstd)";

  /** The subjects of a split with consecutive numbers. */
  private record Shard(String split, int number, long first, long last) {}

  @Override
  public void write(TimelineStore store, Path folder) throws IOException {
    ScratchDatabase database = store.database();
    Path metadata = Files.createDirectories(folder.resolve("metadata"));
    String idType = TableViews.subjectIdType(database);
    String id = idType.equals("BIGINT") ? "CAST(id AS BIGINT)" : "idx + 1";
    MedsColumns columns = MedsColumns.of(database, store.schema());
    List<Shard> shards = shards(database);
    Files.createDirectories(folder.resolve("data"));
    for (Shard shard : shards) {
      Path part = Files.createDirectories(folder.resolve("data").resolve(shard.split()));
      Path file = part.resolve(shard.number() + ".parquet");
      database.execute(
          "COPY ("
              + rows(store, shard, id, columns)
              + ") TO "
              + Quoted.file(file)
              + columns.options());
    }
    String written =
        shards.isEmpty()
            ? "(SELECT '' AS code WHERE false)"
            : "read_parquet(" + Quoted.file(folder.resolve("data/**/*.parquet")) + ")";
    database.execute(
        "COPY (SELECT DISTINCT code, CAST(NULL AS VARCHAR) AS description, CAST(NULL AS VARCHAR[]) AS parent_codes FROM "
            + written
            + " ORDER BY code) TO "
            + Quoted.file(metadata.resolve("codes.parquet"))
            + PARQUET);
    database.execute(
        "COPY (SELECT "
            + id
            + " AS subject_id, split FROM pan.subject ORDER BY idx) TO "
            + Quoted.file(metadata.resolve("subject_splits.parquet"))
            + PARQUET);
    new MedsDescription(columns.exact()).write(metadata);
    new Sidecar("BIGINT", store.schema()).write(metadata);
  }

  private static List<Shard> shards(ScratchDatabase database) {
    return database.rows(
        """
        WITH sized AS (
          SELECT idx, split, coalesce(n, 0) + 1 AS n
          FROM pan.subject LEFT JOIN (SELECT idx, count(*) AS n FROM pan.event GROUP BY idx) USING (idx)),
        placed AS (
          SELECT idx, split,
            CAST(floor((sum(n) OVER (PARTITION BY split ORDER BY idx) - n) / %d) AS INTEGER) AS shard
          FROM sized)
        SELECT split, CAST(row_number() OVER (PARTITION BY split ORDER BY shard) - 1 AS INTEGER), min(idx), max(idx)
        FROM placed GROUP BY split, shard ORDER BY split, shard
        """
            .formatted(EVENTS_A_SHARD),
        row -> new Shard(row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4)));
  }

  private static String rows(TimelineStore store, Shard shard, String id, MedsColumns columns) {
    String range = "idx BETWEEN " + shard.first() + " AND " + shard.last();
    return "WITH subject AS MATERIALIZED (SELECT * FROM pan.subject WHERE split = "
        + Quoted.text(shard.split())
        + " AND "
        + range
        + "),"
        + " line AS ("
        + MedsForm.rows(store.schema(), "subject")
        + " UNION ALL SELECT e.idx, e.us, 3, e.rowid, c.code, e.number, e.text FROM pan.event e JOIN pan.code c ON e.code = c.id"
        + " WHERE e."
        + range
        + " AND e.idx IN (SELECT idx FROM subject))"
        + " SELECT "
        + id
        + " AS subject_id, "
        + columns.select()
        + " FROM line JOIN subject USING (idx) ORDER BY idx, us NULLS FIRST, rank, n";
  }
}
