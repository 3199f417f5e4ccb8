package org.pan.sequences.internal.output;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.store.MedsForm;
import org.pan.sequences.internal.store.TimeType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The views {@code events} and {@code subjects} over a store, in the types of its schema. */
final class TableViews {

  private static final Logger LOG = LoggerFactory.getLogger(TableViews.class);

  private static final long EVENTS_A_SORT = 200_000;

  private TableViews() {}

  /**
   * Makes the views.
   *
   * @return the SQL type of the subject ids
   */
  static String create(ScratchDatabase database, Schema schema) {
    String idType = subjectIdType(database);
    database.execute("CREATE VIEW events AS " + events(schema, idType, lines(database, schema)));
    database.execute("CREATE VIEW subjects AS " + subjects(schema, idType));
    warnOfLosses(database, schema);
    return idType;
  }

  /** {@code BIGINT} if every id is an integer as such a column would show it. */
  static String subjectIdType(ScratchDatabase database) {
    long others =
        database.number(
            "SELECT count(*) FROM pan.subject WHERE CAST(TRY_CAST(id AS BIGINT) AS VARCHAR) IS DISTINCT FROM id");
    return others == 0 ? "BIGINT" : "VARCHAR";
  }

  private static String events(Schema schema, String idType, String lines) {
    return "SELECT CAST(s.id AS "
        + idType
        + ") AS subject_id, "
        + new TimeType(schema.timeType()).fromMicros("e.us")
        + " AS \"time\", e.code, TRY_CAST(e.number AS "
        + schema.numberType()
        + ") AS numeric_value, e.text AS text_value FROM "
        + lines
        + " e JOIN pan.subject s USING (idx) ORDER BY e.place";
  }

  /**
   * The events in the order of {@code place}, and among them the static fields that were events,
   * before a subject's first. They are put there some subjects at a time: sorted all at once, they
   * would take memory in proportion.
   */
  private static String lines(ScratchDatabase database, Schema schema) {
    if (schema.statics().stream().allMatch(f -> f.origin() == StaticField.Origin.COLUMN)) {
      return "(SELECT e.idx, e.us, c.code, e.number, e.text, e.rowid AS place"
          + " FROM pan.event e JOIN pan.code c ON e.code = c.id)";
    }
    database.execute(
        "CREATE TABLE pan.line(idx BIGINT, us BIGINT, code VARCHAR, number DOUBLE, text VARCHAR)");
    for (Shard shard : Shard.of(database, "''", EVENTS_A_SORT)) {
      database.execute(
          "INSERT INTO pan.line SELECT idx, us, code, number, text FROM ("
              + MedsForm.facts(schema, "(SELECT * FROM pan.subject WHERE " + shard.range() + ")")
              + " UNION ALL SELECT e.idx, e.us, 3, e.rowid, c.code, e.number, e.text"
              + " FROM pan.event e JOIN pan.code c ON e.code = c.id WHERE "
              + shard.range()
              + ") ORDER BY idx, us NULLS FIRST, rank, n");
    }
    return "(SELECT *, rowid AS place FROM pan.line)";
  }

  private static String subjects(Schema schema, String idType) {
    StringBuilder columns = new StringBuilder("CAST(id AS " + idType + ") AS subject_id");
    Set<String> taken =
        new HashSet<>(List.of("subject_id", "observation_start", "observation_end"));
    for (int i = 0; i < schema.statics().size(); i++) {
      StaticField field = schema.statics().get(i);
      if (field.origin() != StaticField.Origin.COLUMN) {
        continue;
      }
      columns
          .append(", ")
          .append(typed(field, "s" + i))
          .append(" AS ")
          .append(Quoted.name(free(field.name(), taken)));
    }
    TimeType window = new TimeType(schema.windowType());
    return "SELECT "
        + columns
        + ", "
        + window.fromMicros("start_us")
        + " AS observation_start, "
        + window.fromMicros("end_us")
        + " AS observation_end FROM pan.subject ORDER BY idx";
  }

  /** Names in SQL know no case; a second one gets a number. */
  private static String free(String name, Set<String> taken) {
    String candidate = name;
    for (int i = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); i++) {
      candidate = name + "_" + i;
    }
    return candidate;
  }

  /** SQL of a static field in the type it was read as. */
  static String typed(StaticField field, String column) {
    return switch (field.kind()) {
      case CATEGORY ->
          isText(field) ? column : "TRY_CAST(" + column + " AS " + field.columnType() + ")";
      case NUMBER -> "TRY_CAST(" + column + " AS " + field.columnType() + ")";
      case DATE -> new TimeType(field.columnType()).fromMicros(column);
    };
  }

  /** An enumeration is written as text, as its type has no name outside its database. */
  private static boolean isText(StaticField field) {
    return field.columnType().equals("VARCHAR") || field.columnType().startsWith("ENUM");
  }

  private static void warnOfLosses(ScratchDatabase database, Schema schema) {
    for (int i = 0; i < schema.statics().size(); i++) {
      StaticField field = schema.statics().get(i);
      long lost =
          database.number(
              "SELECT count(*) FROM pan.subject WHERE s"
                  + i
                  + " IS NOT NULL AND "
                  + typed(field, "s" + i)
                  + " IS NULL");
      if (lost > 0) {
        LOG.warn(
            "{} values of {} do not fit {} and are left out.",
            lost,
            field.name(),
            field.columnType());
      }
    }
  }
}
