package org.pan.sequences.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.DataException;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.TimeMode;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;

/**
 * The view {@code subjects}, taken in as the table {@code pan.source_subject(sid, start_us, end_us,
 * s0, s1, …)}.
 *
 * @param present whether there is such a view
 * @param statics its static fields, of which number i is column {@code s<i>}
 * @param windowType the type of the observation window, if there is one
 */
record SubjectIntake(boolean present, List<StaticField> statics, @Nullable TimeType windowType) {

  private static final Set<String> NOT_STATIC =
      Set.of("subject_id", "observation_start", "observation_end");

  /** A source without the view {@code subjects}. */
  static final SubjectIntake NONE = new SubjectIntake(false, List.of(), null);

  /**
   * Takes the view in.
   *
   * @param keyType the SQL type in which subject ids are compared
   * @param declared what the source says of its fields, where types alone do not say it
   * @throws DataException if an id is missing or stands twice, or a column has no usable type
   */
  static SubjectIntake take(
      ScratchDatabase database,
      List<ScratchColumn> columns,
      String keyType,
      TimeType eventTime,
      Optional<Schema> declared) {
    List<StaticField> statics = new ArrayList<>();
    List<String> select = new ArrayList<>();
    select.add("CAST(subject_id AS " + keyType + ") AS sid");
    Optional<TimeType> window = windowType(database, columns, eventTime);
    select.add(windowColumn(database, columns, "observation_start", eventTime) + " AS start_us");
    select.add(windowColumn(database, columns, "observation_end", eventTime) + " AS end_us");
    for (ScratchColumn column : columns) {
      if (NOT_STATIC.stream().noneMatch(column::is)) {
        StaticField field =
            declared
                .flatMap(schema -> schema.field(column.name()))
                .orElseGet(
                    () -> new StaticField(column.name(), kind(database, column), column.type()));
        select.add(staticColumn(column, field) + " AS s" + statics.size());
        statics.add(field);
      }
    }
    database.execute(
        "CREATE TABLE pan.source_subject AS SELECT "
            + String.join(", ", select)
            + " FROM subjects");
    check(database, statics);
    return new SubjectIntake(true, List.copyOf(statics), window.orElse(null));
  }

  private static Optional<TimeType> windowType(
      ScratchDatabase database, List<ScratchColumn> columns, TimeType eventTime) {
    List<TimeType> types = new ArrayList<>();
    for (String name : List.of("observation_start", "observation_end")) {
      Optional<ScratchColumn> column = filled(database, columns, name);
      if (column.isPresent()) {
        TimeType type = TimeType.of(column.get(), "subjects." + name, database.source());
        if (type.mode() != eventTime.mode()) {
          throw new DataException(
              database.source()
                  + ": subjects."
                  + name
                  + " is of type "
                  + type.name()
                  + " but events.time of type "
                  + eventTime.name()
                  + "; both must be dates, or both numbers of days.");
        }
        types.add(type);
      }
    }
    if (types.stream().distinct().count() > 1) {
      return Optional.of(
          new TimeType(eventTime.mode() == TimeMode.ABSOLUTE ? "TIMESTAMP" : "DOUBLE"));
    }
    return types.stream().findFirst();
  }

  /** A column of a file that is empty throughout has no type: it counts as not there. */
  private static Optional<ScratchColumn> filled(
      ScratchDatabase database, List<ScratchColumn> columns, String name) {
    return ScratchColumn.find(columns, name)
        .filter(
            column ->
                column.kind() != SqlType.TEXT
                    || database.number("SELECT count(" + column.quoted() + ") FROM subjects") > 0);
  }

  private static String windowColumn(
      ScratchDatabase database, List<ScratchColumn> columns, String name, TimeType eventTime) {
    Optional<ScratchColumn> column = filled(database, columns, name);
    if (column.isEmpty()) {
      return "CAST(NULL AS BIGINT)";
    }
    TimeType type = new TimeType(column.get().type());
    String micros = type.toMicros(column.get().quoted());
    boolean wholeLastDay = name.equals("observation_end") && type.isDate() && !eventTime.isDate();
    return wholeLastDay ? "(" + micros + ") + " + (TimeType.MICROS_A_DAY - 1) : micros;
  }

  private static StaticField.Kind kind(ScratchDatabase database, ScratchColumn column) {
    return switch (column.kind()) {
      case INTEGER, DECIMAL, FLOATING -> StaticField.Kind.NUMBER;
      case DATE, TIMESTAMP -> StaticField.Kind.DATE;
      case TEXT -> StaticField.Kind.CATEGORY;
      case ZONED_TIMESTAMP, NESTED ->
          throw new DataException(
              database.source()
                  + ": subjects."
                  + column.name()
                  + " is of type "
                  + column.type()
                  + "; expected text, a boolean, a number, a DATE or a TIMESTAMP: cast it or leave it out.");
    };
  }

  private static String staticColumn(ScratchColumn column, StaticField field) {
    return switch (field.kind()) {
      case CATEGORY -> "CAST(" + column.quoted() + " AS VARCHAR)";
      case NUMBER -> Numbers.asDouble(column);
      case DATE -> new TimeType(column.type()).toMicros(column.quoted());
    };
  }

  private static void check(ScratchDatabase database, List<StaticField> statics) {
    long missing = database.number("SELECT count(*) FROM pan.source_subject WHERE sid IS NULL");
    if (missing > 0) {
      throw new DataException(
          database.source()
              + ": subject_id is null in "
              + missing
              + " rows of subjects; leave them out.");
    }
    long twice =
        database.number(
            "SELECT count(*) FROM (SELECT sid FROM pan.source_subject GROUP BY sid HAVING count(*) > 1)");
    if (twice > 0) {
      throw new DataException(
          database.source()
              + ": "
              + twice
              + " subject_ids have more than one row in subjects; one row a subject is expected.");
    }
    refuse(database, "observation_start", "start_us = " + TimeType.UNUSABLE);
    refuse(
        database,
        "observation_end",
        "end_us IN ("
            + TimeType.UNUSABLE
            + ", "
            + TimeType.UNUSABLE
            + " + "
            + (TimeType.MICROS_A_DAY - 1)
            + ")");
    for (int i = 0; i < statics.size(); i++) {
      switch (statics.get(i).kind()) {
        case NUMBER -> refuse(database, statics.get(i).name(), "isinf(s" + i + ")");
        case DATE -> refuse(database, statics.get(i).name(), "s" + i + " = " + TimeType.UNUSABLE);
        case CATEGORY -> {}
      }
    }
  }

  private static void refuse(ScratchDatabase database, String column, String condition) {
    long rows = database.number("SELECT count(*) FROM pan.source_subject WHERE " + condition);
    if (rows > 0) {
      throw new DataException(
          database.source()
              + ": subjects."
              + column
              + " is infinite or out of range in "
              + rows
              + " rows; a finite value or null is expected.");
    }
  }

  /** Whether a static field is named so; names in SQL know no case. */
  boolean has(String name) {
    return statics.stream()
        .anyMatch(field -> Quoted.name(field.name()).equalsIgnoreCase(Quoted.name(name)));
  }
}
