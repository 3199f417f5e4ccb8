package org.pan.sequences.internal.store;

import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;

/** The tables of a {@link TimelineStore}, made empty for a writer to fill. */
public final class StoreTables {

  private StoreTables() {}

  /** SQL that makes the tables. */
  public static String create(Schema schema) {
    StringBuilder statics = new StringBuilder();
    for (int i = 0; i < schema.statics().size(); i++) {
      statics.append(", s").append(i).append(' ').append(type(schema.statics().get(i)));
    }
    return "CREATE TABLE pan.subject(idx BIGINT, id VARCHAR, split VARCHAR, start_us BIGINT, end_us BIGINT"
        + statics
        + ");"
        + "CREATE TABLE pan.event(idx BIGINT, us BIGINT, code INTEGER, number DOUBLE, text VARCHAR);"
        + "CREATE TABLE pan.code(id INTEGER, code VARCHAR);";
  }

  private static String type(StaticField field) {
    return switch (field.kind()) {
      case CATEGORY -> "VARCHAR";
      case NUMBER -> "DOUBLE";
      case DATE -> "BIGINT";
    };
  }
}
