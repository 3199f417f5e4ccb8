package org.pan.sequences.internal.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pan.sequences.DataException;
import org.pan.sequences.Schema;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.store.MedsForm;
import org.pan.sequences.internal.store.Sidecar;
import org.pan.sequences.internal.store.StoreBuilder;
import org.pan.sequences.internal.store.TimeType;
import org.pan.sequences.internal.store.TimelineStore;

/** A MEDS folder, 0.4 or 0.3: {@code data/**} and {@code metadata/}. */
final class MedsFolder {

  /** A single-precision number as the decimal it stands for. */
  private static final String NUMBER = "CAST(CAST(numeric_value AS VARCHAR) AS DOUBLE)";

  private MedsFolder() {}

  static boolean is(Path folder) {
    return Files.isDirectory(folder.resolve("data"));
  }

  static TimelineStore open(Path folder) {
    ScratchDatabase database = ScratchDatabase.create(Objects.toString(folder.getFileName()));
    try {
      Optional<Schema> written = Sidecar.read(folder.resolve("metadata")).map(Sidecar::schema);
      String files =
          "read_parquet("
              + Quoted.file(folder.resolve("data/**/*.parquet"))
              + ", union_by_name = true, hive_partitioning = false)";
      List<String> columns =
          database.rows("DESCRIBE SELECT * FROM " + files, row -> row.getString(1));
      if (written.isPresent()) {
        restore(database, files, columns, written.get());
      } else {
        database.execute(
            "CREATE VIEW events AS SELECT "
                + standardColumns(database, files, columns)
                + " FROM "
                + files);
      }
      return StoreBuilder.build(database, written, splits(database, folder));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * The columns of the standard; times in UTC, as some tools write them, are read as they stand.
   */
  private static String standardColumns(
      ScratchDatabase database, String files, List<String> columns) {
    String all = String.join(", ", columns);
    for (String name : List.of("subject_id", "time", "code")) {
      if (!columns.contains(name)) {
        throw new DataException(
            database.source()
                + ": data/**/*.parquet has no column "
                + name
                + " (it has "
                + all
                + "); a MEDS folder needs it.");
      }
    }
    boolean zoned =
        database
            .row("DESCRIBE SELECT \"time\" FROM " + files, row -> row.getString(2))
            .contains("ZONE");
    return "subject_id, "
        + (zoned ? "make_timestamp(epoch_us(\"time\")) AS \"time\"" : "\"time\"")
        + ", code"
        + (columns.contains("numeric_value") ? ", numeric_value" : "")
        + (columns.contains("text_value") ? ", text_value" : "");
  }

  /** The views of data that PAN wrote. */
  private static void restore(
      ScratchDatabase database, String files, List<String> columns, Schema schema) {
    String number =
        columns.contains(MedsForm.EXACT)
            ? "coalesce(" + MedsForm.EXACT + ", " + NUMBER + ")"
            : NUMBER;
    database.execute(
        "CREATE VIEW pan.line AS SELECT subject_id, epoch_us(\"time\") AS us, code, "
            + number
            + " AS number, "
            + (columns.contains("text_value") ? "text_value" : "CAST(NULL AS VARCHAR)")
            + " AS text FROM "
            + files);
    database.execute(
        "CREATE TABLE pan.source_special AS SELECT row_number() OVER () AS n, * FROM pan.line WHERE us IS NULL OR code IN ('MEDS_BIRTH', '"
            + MedsForm.START
            + "', '"
            + MedsForm.END
            + "')");
    database.execute("CREATE VIEW subjects AS " + MedsForm.subjects(schema, "pan.source_special"));
    database.execute(
        "CREATE VIEW events AS SELECT subject_id, "
            + new TimeType(schema.timeType()).fromMicros("us")
            + " AS \"time\", code, CAST(number AS "
            + schema.numberType()
            + ") AS numeric_value, text AS text_value FROM pan.line WHERE us IS NOT NULL AND code NOT IN ('MEDS_BIRTH', '"
            + MedsForm.START
            + "', '"
            + MedsForm.END
            + "')");
  }

  private static boolean splits(ScratchDatabase database, Path folder) {
    Path file = folder.resolve("metadata/subject_splits.parquet");
    if (!Files.exists(file)) {
      return false;
    }
    database.execute(
        "CREATE TABLE pan.source_split AS SELECT DISTINCT subject_id, split FROM read_parquet("
            + Quoted.file(file)
            + ")");
    long unknown =
        database.number(
            "SELECT count(*) FROM pan.source_split WHERE split IS NULL OR split NOT IN ('train', 'tuning', 'held_out')");
    if (unknown > 0) {
      throw new DataException(
          file
              + ": names splits other than train, tuning and held_out for "
              + unknown
              + " subjects; rename them.");
    }
    long twice =
        database.number(
            "SELECT count(*) FROM (SELECT subject_id FROM pan.source_split GROUP BY subject_id HAVING count(*) > 1)");
    if (twice > 0) {
      throw new DataException(
          file + ": puts " + twice + " subjects into more than one split; one each is expected.");
    }
    return true;
  }
}
