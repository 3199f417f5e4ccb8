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

  @Override
  public void write(TimelineStore store, Path folder) throws IOException {
    ScratchDatabase database = store.database();
    Path metadata = Files.createDirectories(folder.resolve("metadata"));
    String idType = TableViews.subjectIdType(database);
    String id = idType.equals("BIGINT") ? "CAST(id AS BIGINT)" : "idx + 1";
    MedsColumns columns = MedsColumns.of(database, store.schema());
    List<Shard> shards = Shard.of(database, "split", EVENTS_A_SHARD);
    Files.createDirectories(folder.resolve("data"));
    for (Shard shard : shards) {
      Path part = Files.createDirectories(folder.resolve("data").resolve(shard.part()));
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

  private static String rows(TimelineStore store, Shard shard, String id, MedsColumns columns) {
    String range = shard.range();
    return "WITH subject AS MATERIALIZED (SELECT * FROM pan.subject WHERE split = "
        + Quoted.text(shard.part())
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
