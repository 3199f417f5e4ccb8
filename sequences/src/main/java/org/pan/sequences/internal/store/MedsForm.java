package org.pan.sequences.internal.store;

import java.util.ArrayList;
import java.util.List;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticField.Kind;
import org.pan.sequences.internal.sql.Quoted;

/**
 * How static fields stand in a MEDS folder: the two directions in one place. A category of a
 * subjects' column is an event without a time, coded {@code NAME//value}, with the value as its
 * text; a number is coded {@code NAME} with the number, a date {@code NAME} with the date as its
 * text. Fields that came from codes are those codes again.
 */
public final class MedsForm {

  /** The code of the event at the start of observation. */
  public static final String START = "PAN_OBSERVATION_START";

  /** The code of the event at the end of observation. */
  public static final String END = "PAN_OBSERVATION_END";

  /** The code of the only row of a subject of whom nothing else is known. */
  public static final String SUBJECT = "PAN_SUBJECT";

  /** A number that single precision cannot hold, beside {@code numeric_value}. */
  public static final String EXACT = "numeric_value_exact";

  private MedsForm() {}

  /**
   * SQL of the rows {@code (idx, us, rank, n, code, number, text)} of the subjects in a relation.
   *
   * @param subjects a relation of the columns of {@code pan.subject}
   */
  public static String rows(Schema schema, String subjects) {
    List<String> parts = new ArrayList<>();
    List<String> nothing = new ArrayList<>(List.of("start_us IS NULL", "end_us IS NULL"));
    for (int i = 0; i < schema.statics().size(); i++) {
      parts.add(row(schema.statics().get(i), i, subjects));
      nothing.add("s" + i + " IS NULL");
    }
    parts.add(
        "SELECT idx, start_us, 2, 0, '"
            + START
            + "', NULL, NULL FROM "
            + subjects
            + " WHERE start_us IS NOT NULL");
    parts.add(
        "SELECT idx, end_us, 4, 0, '"
            + END
            + "', NULL, NULL FROM "
            + subjects
            + " WHERE end_us IS NOT NULL");
    parts.add(
        "SELECT idx, NULL, 0, 0, '"
            + SUBJECT
            + "', NULL, NULL FROM "
            + subjects
            + " WHERE "
            + String.join(" AND ", nothing)
            + " AND idx NOT IN (SELECT idx FROM pan.event)");
    return union(parts);
  }

  /**
   * SQL of the rows, in the columns of {@link #rows}, of the fields that came from events.
   *
   * @param subjects a relation of the columns of {@code pan.subject}
   */
  public static String facts(Schema schema, String subjects) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < schema.statics().size(); i++) {
      StaticField field = schema.statics().get(i);
      if (field.origin() != StaticField.Origin.COLUMN) {
        parts.add(row(field, i, subjects));
      }
    }
    return union(parts);
  }

  private static String union(List<String> parts) {
    String none =
        "SELECT NULL::BIGINT AS idx, NULL::BIGINT AS us, NULL::INTEGER AS rank, NULL::BIGINT AS n, NULL::VARCHAR AS code,"
            + " NULL::DOUBLE AS number, NULL::VARCHAR AS text WHERE false";
    return parts.isEmpty() ? none : none + " UNION ALL " + String.join(" UNION ALL ", parts);
  }

  private static String row(StaticField field, int i, String subjects) {
    String value = "s" + i;
    String name = Quoted.text(field.name());
    String columns =
        switch (field.origin()) {
          case BIRTH -> value + ", 1, " + i + ", " + name + ", NULL, NULL";
          case CODE_PREFIX ->
              "NULL, 0, " + i + ", " + name + " || '//' || " + value + ", NULL, NULL";
          case CODE_TEXT -> "NULL, 0, " + i + ", " + name + ", NULL, " + value;
          case CODE_FLAG -> "NULL, 0, " + i + ", " + name + ", NULL, NULL";
          case CODE_NUMBER -> "NULL, 0, " + i + ", " + name + ", " + value + ", NULL";
          case COLUMN ->
              switch (field.kind()) {
                case CATEGORY ->
                    "NULL, 0, " + i + ", " + name + " || '//' || " + value + ", NULL, " + value;
                case NUMBER -> "NULL, 0, " + i + ", " + name + ", " + value + ", NULL";
                case DATE ->
                    "NULL, 0, "
                        + i
                        + ", "
                        + name
                        + ", NULL, CAST("
                        + new TimeType(field.columnType()).fromMicros(value)
                        + " AS VARCHAR)";
              };
        };
    return "SELECT idx, " + columns + " FROM " + subjects + " WHERE " + value + " IS NOT NULL";
  }

  /**
   * SQL of the view {@code subjects} of rows written so.
   *
   * @param rows a relation {@code (n, subject_id, us, code, number, text)}
   */
  public static String subjects(Schema schema, String rows) {
    TimeType window = new TimeType(schema.windowType());
    String start = "min(us) FILTER (us IS NOT NULL AND code = '" + START + "')";
    String end = "max(us) FILTER (us IS NOT NULL AND code = '" + END + "')";
    return columns(schema.statics())
        + ", "
        + window.fromMicros(start)
        + " AS observation_start, "
        + window.fromMicros(end)
        + " AS observation_end FROM "
        + rows
        + " GROUP BY subject_id";
  }

  /**
   * SQL of the fields that came from events, a row a subject.
   *
   * @param rows a relation {@code (n, subject_id, us, code, number, text)}
   */
  public static String factsOf(Schema schema, String rows) {
    List<StaticField> fields =
        schema.statics().stream().filter(f -> f.origin() != StaticField.Origin.COLUMN).toList();
    return columns(fields) + " FROM " + rows + " GROUP BY subject_id";
  }

  private static String columns(List<StaticField> fields) {
    StringBuilder columns = new StringBuilder("SELECT subject_id");
    for (StaticField field : fields) {
      columns.append(", ").append(value(field)).append(" AS ").append(Quoted.name(field.name()));
    }
    return columns.toString();
  }

  private static String value(StaticField field) {
    String name = Quoted.text(field.name());
    String here = "FILTER (us IS NULL AND code = " + name + " AND ";
    return switch (field.origin()) {
      case BIRTH ->
          new TimeType(field.columnType())
              .fromMicros("min(us) FILTER (us IS NOT NULL AND code = " + name + ")");
      case CODE_PREFIX ->
          "arg_min(substr(code, length("
              + name
              + ") + 3), n) FILTER (us IS NULL AND number IS NULL AND text IS NULL"
              + " AND starts_with(code, "
              + name
              + " || '//'))";
      case CODE_TEXT -> "arg_min(text, n) " + here + "text IS NOT NULL)";
      case CODE_FLAG ->
          "CASE WHEN count(*) " + here + "number IS NULL AND text IS NULL) > 0 THEN 'true' END";
      case CODE_NUMBER -> number(field, here);
      case COLUMN ->
          switch (field.kind()) {
            case CATEGORY ->
                "CAST(arg_min(text, n) FILTER (us IS NULL AND code = "
                    + name
                    + " || '//' || text) AS "
                    + columnType(field)
                    + ")";
            case NUMBER -> number(field, here);
            case DATE ->
                "CAST(arg_min(text, n) "
                    + here
                    + "text IS NOT NULL) AS "
                    + field.columnType()
                    + ")";
          };
    };
  }

  private static String number(StaticField field, String here) {
    return "CAST(arg_min(number, n) " + here + "number IS NOT NULL) AS " + field.columnType() + ")";
  }

  private static String columnType(StaticField field) {
    return field.kind() == Kind.CATEGORY && field.columnType().startsWith("ENUM")
        ? "VARCHAR"
        : field.columnType();
  }
}
