package org.pan.sequences.internal.store;

import java.util.ArrayList;
import java.util.List;
import org.pan.sequences.DataException;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticField.Kind;
import org.pan.sequences.StaticField.Origin;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;

/**
 * Static fields from events that have no time, and the date of birth from {@code MEDS_BIRTH}. A
 * code with numbers is a number field, one with texts a category field; {@code A//B} is category B
 * of field A where no subject has two codes of prefix A; any other code is a field of its own with
 * the category {@code true}. The earliest row of a subject counts. Values go to the table {@code
 * pan.fixed_value(sid, f0, f1, …)}.
 *
 * @param fields the fields, of which number i is column {@code f<i>}
 */
record FixedFacts(List<StaticField> fields) {

  static final String BIRTH = "MEDS_BIRTH";

  /** A field for each code would be a table of codes, and no longer a description of subjects. */
  private static final int MOST_FIELDS = 200;

  private static final String CODE_FIELDS =
      """
      CREATE TABLE pan.fixed_code AS
      WITH untimed AS (SELECT rowid AS n, * FROM pan.raw WHERE us IS NULL),
      codes AS (
        SELECT code, min(n) AS n, split_part(code, '//', 1) AS prefix,
          CASE WHEN count(number) > 0 THEN 'CODE_NUMBER' WHEN count(text) > 0 THEN 'CODE_TEXT'
               WHEN contains(code, '//') AND prefix <> '' THEN 'CODE_PREFIX' ELSE 'CODE_FLAG' END AS origin
        FROM untimed GROUP BY code),
      prefixes AS (
        SELECT prefix, max(k) AS most FROM (
          SELECT sid, prefix, count(DISTINCT code) AS k FROM untimed JOIN codes USING (code)
          WHERE origin = 'CODE_PREFIX' GROUP BY sid, prefix)
        GROUP BY prefix)
      SELECT code, codes.n, prefix,
        CASE WHEN origin = 'CODE_PREFIX' AND (most > 1 OR prefix IN (SELECT code FROM codes)) THEN 'CODE_FLAG'
             ELSE origin END AS origin,
      FROM codes LEFT JOIN prefixes USING (prefix);
      CREATE TABLE pan.fixed_field AS
      SELECT CASE origin WHEN 'CODE_PREFIX' THEN prefix ELSE code END AS name, origin, min(n) AS n
      FROM pan.fixed_code GROUP BY ALL;
      """;

  /**
   * Takes the fields from {@code pan.raw}.
   *
   * @throws DataException if the codes make more fields than a description of subjects can have
   */
  static FixedFacts take(ScratchDatabase database, EventIntake events) {
    database.execute(CODE_FIELDS);
    long count = database.number("SELECT count(*) FROM pan.fixed_field");
    if (count > MOST_FIELDS) {
      throw new DataException(
          database.source()
              + ": events without a time make "
              + count
              + " static fields, at most "
              + MOST_FIELDS
              + " are taken; give these events a time or leave them out.");
    }
    List<StaticField> fields =
        new ArrayList<>(
            database.rows(
                "SELECT name, origin FROM pan.fixed_field ORDER BY n",
                row -> codeField(row.getString(1), Origin.valueOf(row.getString(2)), events)));
    if (database.number(
            "SELECT count(*) FROM pan.raw WHERE us IS NOT NULL AND code = '" + BIRTH + "'")
        > 0) {
      fields.add(new StaticField(BIRTH, Kind.DATE, events.time().name(), Origin.BIRTH));
    }
    database.execute(values(fields));
    return new FixedFacts(List.copyOf(fields));
  }

  private static StaticField codeField(String name, Origin origin, EventIntake events) {
    return origin == Origin.CODE_NUMBER
        ? new StaticField(name, Kind.NUMBER, events.numberType(), origin)
        : new StaticField(name, Kind.CATEGORY, "VARCHAR", origin);
  }

  private static String values(List<StaticField> fields) {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      columns.append(", ").append(value(fields.get(i))).append(" AS f").append(i);
    }
    return "CREATE TABLE pan.fixed_value AS SELECT sid"
        + columns
        + " FROM (SELECT rowid AS n, * FROM pan.raw WHERE us IS NULL OR code = '"
        + BIRTH
        + "')"
        + " LEFT JOIN (SELECT code, prefix FROM pan.fixed_code WHERE origin = 'CODE_PREFIX') USING (code) GROUP BY sid";
  }

  private static String value(StaticField field) {
    String name = Quoted.text(field.name());
    return switch (field.origin()) {
      case CODE_NUMBER -> "arg_min(number, n) FILTER (us IS NULL AND code = " + name + ")";
      case CODE_TEXT -> "arg_min(text, n) FILTER (us IS NULL AND code = " + name + ")";
      case CODE_PREFIX ->
          "arg_min(substr(code, length(prefix) + 3), n) FILTER (us IS NULL AND prefix = "
              + name
              + ")";
      case CODE_FLAG -> "CASE WHEN bool_or(us IS NULL AND code = " + name + ") THEN 'true' END";
      case BIRTH -> "min(us) FILTER (code = " + name + ")";
      case COLUMN -> throw new IllegalArgumentException("Not a field of codes: " + field.name());
    };
  }
}
