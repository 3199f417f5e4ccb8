package org.pan.sequences.internal.sql;

import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pan.sequences.DataException;

/**
 * What a DuckDB error means, in one line that holds no value of the data. Errors about the SQL text
 * and about files are passed on; those that quote data are reduced to place, column and type, and
 * lose their cause, which quotes data too.
 */
public final class SqlFault {

  private static final Pattern SAFE_KIND =
      Pattern.compile("^(Parser|Binder|Catalog|IO|Out of Memory|Permission|HTTP) Error");
  private static final Pattern SAFE_INPUT =
      Pattern.compile(
          "magic bytes|^Invalid Input Error: Malformed JSON in file|too small to be a Parquet file|parquet",
          Pattern.CASE_INSENSITIVE);
  private static final String NO_SPACE = "No space left on device";
  private static final Pattern FULL_FILE = Pattern.compile("file \\\\?\"([^\"\\\\]+)");
  private static final Pattern SQL_LINE = Pattern.compile("\\nLINE (\\d+):");
  private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)");
  private static final Pattern CSV_FILE = Pattern.compile("\\n\\s*file = (.+)");
  private static final Pattern CSV_COLUMN = Pattern.compile("converting column \"([^\"]+)\"");
  private static final Pattern CSV_TYPE = Pattern.compile("being converted as type (\\S+)");
  private static final Pattern SOURCE_COLUMN = Pattern.compile("casting from source column (\\S+)");
  private static final Pattern TARGET_TYPE =
      Pattern.compile("(?:destination type|' to|\" to) '?([A-Z][A-Z0-9_]*)");

  private SqlFault() {}

  /**
   * The error as a user should read it.
   *
   * @param what the file the SQL or the data came from
   */
  public static DataException of(String what, SQLException error) {
    String message = Objects.requireNonNullElse(error.getMessage(), "").strip();
    if (message.contains(NO_SPACE)) {
      return new DataException(
          what
              + ": the disk of "
              + find(FULL_FILE, message, "the output")
              + " is full; free some space and try again.",
          error);
    }
    if (SAFE_KIND.matcher(message).find()
        || (isInput(message) && SAFE_INPUT.matcher(message).find())) {
      return new DataException(what + ": " + firstLine(message) + sqlLine(message), error);
    }
    Matcher csvLine = CSV_LINE.matcher(message);
    if (csvLine.find()) {
      return new DataException(what + ": " + csvFault(message, csvLine.group(1)));
    }
    if (message.startsWith("Conversion Error") || message.startsWith("Out of Range Error")) {
      return new DataException(what + ": " + conversionFault(message));
    }
    return new DataException(
        what
            + ": "
            + kind(message)
            + " while the SQL ran over the data"
            + sqlLine(message)
            + "; try the statement in the duckdb shell to see the row.");
  }

  private static String csvFault(String message, String line) {
    String file = find(CSV_FILE, message, "the CSV file");
    Matcher column = CSV_COLUMN.matcher(message);
    if (!column.find()) {
      return file
          + " line "
          + line
          + " cannot be read as CSV (columns or quotes); check its delimiter and quoting.";
    }
    return file
        + " line "
        + line
        + ", column "
        + column.group(1)
        + ": not a value of type "
        + find(CSV_TYPE, message, "the column")
        + "; correct it or give the column another type in read_csv(..., types = ...).";
  }

  private static String conversionFault(String message) {
    Matcher column = SOURCE_COLUMN.matcher(message);
    String place = column.find() ? "a value of column " + column.group(1) : "a value";
    return place
        + " cannot be converted to "
        + find(TARGET_TYPE, message, "the type wanted")
        + sqlLine(message)
        + "; use TRY_CAST, or correct the data.";
  }

  private static boolean isInput(String message) {
    return message.startsWith("Invalid Input Error");
  }

  private static String kind(String message) {
    int end = message.indexOf(':');
    return end > 0 && end < 40 ? message.substring(0, end) : "an error";
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }

  private static String sqlLine(String message) {
    Matcher line = SQL_LINE.matcher(message);
    return line.find() ? " (SQL line " + line.group(1) + ")" : "";
  }

  private static String find(Pattern pattern, String message, String otherwise) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find() ? matcher.group(1).strip() : otherwise;
  }
}
