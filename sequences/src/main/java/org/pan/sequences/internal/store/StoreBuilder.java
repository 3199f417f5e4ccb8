package org.pan.sequences.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.DataException;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.internal.sql.ScratchDatabase;

/**
 * Builds a {@link TimelineStore} from the views {@code events} and {@code subjects} of a scratch
 * database, all in SQL: out of core, whatever the number of subjects.
 */
public final class StoreBuilder {

  private final ScratchDatabase database;
  private final Optional<Schema> declared;
  private final boolean hasSplits;

  private StoreBuilder(ScratchDatabase database, Optional<Schema> declared, boolean hasSplits) {
    this.database = database;
    this.declared = declared;
    this.hasSplits = hasSplits;
  }

  /**
   * The store of what the views show.
   *
   * @param database holds the views; the store owns it from now on
   * @param declared what the source says of itself, where types alone do not say it
   * @param hasSplits whether there is a table {@code pan.source_split(subject_id, split)}
   * @throws DataException if the views are missing or not usable
   */
  public static TimelineStore build(
      ScratchDatabase database, Optional<Schema> declared, boolean hasSplits) {
    return new StoreBuilder(database, declared, hasSplits).build();
  }

  private TimelineStore build() {
    if (!hasView("events")) {
      throw new DataException(
          database.source()
              + ": leaves no view named events; add CREATE VIEW events AS SELECT subject_id, time, code FROM ….");
    }
    List<ScratchColumn> eventColumns = ScratchColumn.of(database, "events");
    ScratchColumn eventKey = EventIntake.required(database, eventColumns, "subject_id");
    EventIntake events = EventIntake.inspect(database, eventColumns);
    List<ScratchColumn> subjectColumns =
        hasView("subjects") ? ScratchColumn.of(database, "subjects") : List.of();
    String keyType = keyType(eventKey, subjectColumns);
    SubjectIntake subjects =
        subjectColumns.isEmpty()
            ? SubjectIntake.NONE
            : SubjectIntake.take(database, subjectColumns, keyType, events.time(), declared);
    events.take(database, eventColumns, keyType);
    FixedFacts fixed = FixedFacts.take(database, events);
    assemble(keyType, subjects, fixed);
    return new TimelineStore(database, schema(events, subjects, fixed), hasSplits);
  }

  private boolean hasView(String name) {
    return database.number(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema <> 'pan' AND lower(table_name) = '"
                + name
                + "'")
        > 0;
  }

  /** The type in which ids of events and subjects are compared: their own where it is one. */
  private String keyType(ScratchColumn eventKey, List<ScratchColumn> subjectColumns) {
    if (subjectColumns.isEmpty()) {
      return eventKey.type();
    }
    ScratchColumn subjectKey =
        ScratchColumn.find(subjectColumns, "subject_id")
            .orElseThrow(
                () ->
                    new DataException(database.source() + ": subjects has no column subject_id."));
    if (subjectKey.type().equals(eventKey.type())) {
      return eventKey.type();
    }
    return subjectKey.kind() == SqlType.INTEGER && eventKey.kind() == SqlType.INTEGER
        ? "HUGEINT"
        : "VARCHAR";
  }

  private void assemble(String keyType, SubjectIntake subjects, FixedFacts fixed) {
    for (StaticField field : fixed.fields()) {
      if (subjects.has(field.name())) {
        throw new DataException(
            database.source()
                + ": the static field "
                + field.name()
                + " is a column of subjects and also an event without a time; leave one of them out.");
      }
    }
    database.execute(subjectTable(keyType, subjects, fixed));
    if (database.number("SELECT count(*) FROM pan.subject_key") == 0) {
      throw new DataException(
          database.source() + ": holds no subjects; events and subjects are empty.");
    }
    database.execute(
        """
        CREATE TABLE pan.code AS
        SELECT CAST(row_number() OVER (ORDER BY code) - 1 AS INTEGER) AS id, code
        FROM (SELECT DISTINCT code FROM pan.raw WHERE us IS NOT NULL AND code <> 'MEDS_BIRTH');
        CREATE TABLE pan.event AS
        SELECT s.idx, r.us, c.id AS code, r.number, r.text
        FROM pan.raw r JOIN pan.subject_key s USING (sid) JOIN pan.code c ON r.code = c.code
        WHERE r.us IS NOT NULL
        ORDER BY s.idx, r.us, r.rowid;
        DROP TABLE pan.raw; DROP TABLE pan.subject_key; DROP TABLE pan.fixed_value;
        DROP TABLE pan.fixed_code; DROP TABLE pan.fixed_field;
        """);
  }

  private String subjectTable(String keyType, SubjectIntake subjects, FixedFacts fixed) {
    boolean declaredSubjects = subjects.present();
    List<String> columns = new ArrayList<>();
    columns.add("idx, CAST(sid AS VARCHAR) AS id");
    columns.add(hasSplits ? "coalesce(p.split, 'train') AS split" : "'train' AS split");
    columns.add(
        declaredSubjects
            ? "v.start_us, v.end_us"
            : "CAST(NULL AS BIGINT) AS start_us, CAST(NULL AS BIGINT) AS end_us");
    int next = 0;
    for (int i = 0; i < subjects.statics().size(); i++) {
      columns.add("v.s" + i + " AS s" + next++);
    }
    for (int i = 0; i < fixed.fields().size(); i++) {
      columns.add("f.f" + i + " AS s" + next++);
    }
    return "CREATE TABLE pan.subject_key AS SELECT row_number() OVER (ORDER BY sid) - 1 AS idx, sid FROM (SELECT sid FROM pan.raw"
        + (declaredSubjects ? " UNION SELECT sid FROM pan.source_subject" : " GROUP BY sid")
        + ") ORDER BY idx;"
        + "CREATE TABLE pan.subject AS SELECT "
        + String.join(", ", columns)
        + " FROM pan.subject_key"
        + (declaredSubjects ? " LEFT JOIN pan.source_subject v USING (sid)" : "")
        + (hasSplits
            ? " LEFT JOIN (SELECT CAST(subject_id AS "
                + keyType
                + ") AS sid, split FROM pan.source_split) p USING (sid)"
            : "")
        + " LEFT JOIN pan.fixed_value f USING (sid) ORDER BY idx";
  }

  private Schema schema(EventIntake events, SubjectIntake subjects, FixedFacts fixed) {
    List<StaticField> statics = new ArrayList<>();
    statics.addAll(subjects.statics());
    statics.addAll(fixed.fields());
    @Nullable TimeType window = subjects.windowType();
    String timeType = events.time().name();
    return new Schema(
        events.time().mode(),
        declared.map(Schema::resolution).orElseGet(this::resolution),
        timeType,
        events.numberType(),
        statics,
        window == null ? timeType : window.name());
  }

  private Resolution resolution() {
    for (Resolution resolution : Resolution.values()) {
      if (database.number(
              "SELECT count(*) FROM (SELECT 1 FROM pan.event WHERE us % "
                  + resolution.micros()
                  + " <> 0 LIMIT 1)")
          == 0) {
        return resolution;
      }
    }
    return Resolution.MICROSECOND;
  }
}
