package org.pan.sequences.internal.sql;

import java.nio.file.Path;

/** Names and texts as they stand in SQL. */
public final class Quoted {

  private Quoted() {}

  /** An identifier in double quotes. */
  public static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A string literal in single quotes. */
  public static String text(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }

  /** The absolute path of a file as a string literal. */
  public static String file(Path path) {
    return text(path.toAbsolutePath().normalize().toString());
  }
}
