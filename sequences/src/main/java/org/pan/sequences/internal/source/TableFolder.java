package org.pan.sequences.internal.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pan.sequences.DataException;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.store.MedsForm;
import org.pan.sequences.internal.store.Sidecar;
import org.pan.sequences.internal.store.StoreBuilder;
import org.pan.sequences.internal.store.TimeType;
import org.pan.sequences.internal.store.TimelineStore;

/**
 * A folder with {@code events} and, maybe, {@code subjects} as CSV or Parquet, as PAN writes it.
 */
final class TableFolder {

  private static final List<String> EXTENSIONS = List.of("csv", "csv.gz", "parquet");

  /** Events that are static fields. */
  private static final String FACT = "(\"time\" IS NULL OR code = 'MEDS_BIRTH')";

  private TableFolder() {}

  static boolean is(Path folder) {
    return find(folder, "events").isPresent();
  }

  static TimelineStore open(Path folder) {
    Path events =
        find(folder, "events")
            .orElseThrow(
                () -> new DataException(folder + ": has no events.csv or events.parquet."));
    Optional<Sidecar> sidecar = Sidecar.read(folder);
    ScratchDatabase database = ScratchDatabase.create(Objects.toString(folder.getFileName()));
    try {
      String eventFile = scan(events, sidecar.map(TableFolder::eventTypes));
      Optional<String> facts = sidecar.map(of -> facts(of.schema(), eventFile));
      database.execute(
          "CREATE VIEW events AS SELECT * FROM "
              + eventFile
              + (sidecar.isPresent() ? " WHERE NOT " + FACT : ""));
      find(folder, "subjects")
          .ifPresent(
              file ->
                  database.execute(
                      "CREATE VIEW subjects AS SELECT * FROM "
                          + scan(file, sidecar.map(TableFolder::subjectTypes))
                          + facts
                              .map(of -> " LEFT JOIN (" + of + ") USING (subject_id)")
                              .orElse("")));
      return StoreBuilder.build(database, sidecar.map(Sidecar::schema), false);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** The static fields that stand among the events, as the schema knows them. */
  private static String facts(Schema schema, String eventFile) {
    return MedsForm.factsOf(
        schema,
        "(SELECT row_number() OVER () AS n, subject_id, "
            + new TimeType(schema.timeType()).toMicros("\"time\"")
            + " AS us, code, numeric_value AS number, text_value AS text FROM "
            + eventFile
            + " WHERE "
            + FACT
            + ")");
  }

  private static Optional<Path> find(Path folder, String name) {
    return EXTENSIONS.stream()
        .map(extension -> folder.resolve(name + "." + extension))
        .filter(Files::exists)
        .findFirst();
  }

  private static String scan(Path file, Optional<Map<String, String>> types) {
    if (file.toString().endsWith(".parquet")) {
      return "read_parquet(" + Quoted.file(file) + ")";
    }
    // Only an unquoted empty field is null: a quoted one is an empty text.
    return "read_csv("
        + Quoted.file(file)
        + ", header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
        + " allow_quoted_nulls = false"
        + types.map(TableFolder::columns).orElse("")
        + ")";
  }

  private static String columns(Map<String, String> types) {
    return types.entrySet().stream()
        .map(entry -> Quoted.text(entry.getKey()) + ": " + Quoted.text(entry.getValue()))
        .collect(Collectors.joining(", ", ", columns = {", "}"));
  }

  private static Map<String, String> eventTypes(Sidecar sidecar) {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("subject_id", sidecar.subjectIdType());
    types.put("time", sidecar.schema().timeType());
    types.put("code", "VARCHAR");
    types.put("numeric_value", sidecar.schema().numberType());
    types.put("text_value", "VARCHAR");
    return types;
  }

  private static Map<String, String> subjectTypes(Sidecar sidecar) {
    Schema schema = sidecar.schema();
    Map<String, String> types = new LinkedHashMap<>();
    types.put("subject_id", sidecar.subjectIdType());
    for (StaticField field : schema.statics()) {
      if (field.origin() == StaticField.Origin.COLUMN) {
        types.put(
            field.name(), field.columnType().startsWith("ENUM") ? "VARCHAR" : field.columnType());
      }
    }
    types.put("observation_start", schema.windowType());
    types.put("observation_end", schema.windowType());
    return types;
  }
}
