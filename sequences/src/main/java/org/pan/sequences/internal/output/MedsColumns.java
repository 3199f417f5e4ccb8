package org.pan.sequences.internal.output;

import org.pan.sequences.Schema;
import org.pan.sequences.StaticField.Kind;
import org.pan.sequences.StaticField.Origin;
import org.pan.sequences.internal.sql.ScratchDatabase;
import org.pan.sequences.internal.store.MedsForm;

/**
 * The columns a MEDS data set needs beyond the required ones.
 *
 * @param text whether there is any text
 * @param exact whether there is any number that single precision does not hold
 */
record MedsColumns(boolean text, boolean exact) {

  /** A single-precision number as the decimal it stands for, to see whether it holds the number. */
  private static final String AS_READ_BACK =
      "TRY_CAST(CAST(TRY_CAST(number AS FLOAT) AS VARCHAR) AS DOUBLE)";

  /**
   * The Arrow schemas of the files, as pyarrow lays them into Parquet: the standard wants
   * text_value to be a large_string, which Parquet alone cannot say. Made by {@code
   * src/test/python/arrow_schema.py}.
   */
  private static final String ARROW_TEXT =
      "/////1ABAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAUAAADgAAAA"
          + "nAAAAGwAAAA0AAAABAAAAET///8AAAEUEAAAABwAAAAEAAAAAAAAAAoAAAB0ZXh0X3ZhbHVlAACk////"
          + "cP///wAAAQMQAAAAIAAAAAQAAAAAAAAADQAAAG51bWVyaWNfdmFsdWUAAACq////AAABAKT///8AAAEF"
          + "EAAAABwAAAAEAAAAAAAAAAQAAABjb2RlAAAAAAQABAAEAAAA0P///wAAAQoQAAAAHAAAAAQAAAAAAAAA"
          + "BAAAAHRpbWUAAAYACAAGAAYAAAAAAAIAEAAUAAgABgAHAAwAAAAQABAAAAAAAAECEAAAACQAAAAEAAAA"
          + "AAAAAAoAAABzdWJqZWN0X2lkAAAIAAwACAAHAAgAAAAAAAABQAAAAAAAAAA=";

  private static final String ARROW_TEXT_AND_EXACT =
      "/////4gBAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAYAAAAcAQAA"
          + "2AAAAKgAAABwAAAAQAAAAAQAAAAM////AAABAxAAAAAkAAAABAAAAAAAAAATAAAAbnVtZXJpY192YWx1"
          + "ZV9leGFjdABK////AAACAET///8AAAEUEAAAABwAAAAEAAAAAAAAAAoAAAB0ZXh0X3ZhbHVlAACk////"
          + "cP///wAAAQMQAAAAIAAAAAQAAAAAAAAADQAAAG51bWVyaWNfdmFsdWUAAACq////AAABAKT///8AAAEF"
          + "EAAAABwAAAAEAAAAAAAAAAQAAABjb2RlAAAAAAQABAAEAAAA0P///wAAAQoQAAAAHAAAAAQAAAAAAAAA"
          + "BAAAAHRpbWUAAAYACAAGAAYAAAAAAAIAEAAUAAgABgAHAAwAAAAQABAAAAAAAAECEAAAACQAAAAEAAAA"
          + "AAAAAAoAAABzdWJqZWN0X2lkAAAIAAwACAAHAAgAAAAAAAABQAAAAA==";

  static MedsColumns of(ScratchDatabase database, Schema schema) {
    StringBuilder numbers =
        new StringBuilder("SELECT number FROM pan.event WHERE number IS NOT NULL");
    boolean staticText = false;
    for (int i = 0; i < schema.statics().size(); i++) {
      Kind kind = schema.statics().get(i).kind();
      Origin origin = schema.statics().get(i).origin();
      if (kind == Kind.NUMBER) {
        numbers
            .append(" UNION ALL SELECT s")
            .append(i)
            .append(" FROM pan.subject WHERE s")
            .append(i)
            .append(" IS NOT NULL");
      }
      staticText |= origin == Origin.CODE_TEXT || (origin == Origin.COLUMN && kind != Kind.NUMBER);
    }
    return new MedsColumns(
        staticText || any(database, "SELECT 1 FROM pan.event WHERE text IS NOT NULL"),
        any(
            database,
            "SELECT 1 FROM (" + numbers + ") WHERE number IS DISTINCT FROM " + AS_READ_BACK));
  }

  private static boolean any(ScratchDatabase database, String sql) {
    return database.number("SELECT count(*) FROM (" + sql + " LIMIT 1)") > 0;
  }

  /** SQL of the columns after the subject's id, from {@code us, code, number, text}. */
  String select() {
    return "make_timestamp(us) AS \"time\", code, TRY_CAST(number AS FLOAT) AS numeric_value"
        + (text ? ", text AS text_value" : "")
        + (exact
            ? ", CASE WHEN number IS DISTINCT FROM "
                + AS_READ_BACK
                + " THEN number END AS "
                + MedsForm.EXACT
            : "");
  }

  /** Options of the Parquet files. */
  String options() {
    String arrow = exact ? ARROW_TEXT_AND_EXACT : ARROW_TEXT;
    return " (FORMAT parquet, COMPRESSION zstd"
        + (text ? ", KV_METADATA {'ARROW:schema': '" + arrow + "'}" : "")
        + ")";
  }
}
