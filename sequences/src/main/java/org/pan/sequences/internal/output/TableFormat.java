package org.pan.sequences.internal.output;

import java.nio.file.Path;
import org.pan.sequences.internal.sql.Quoted;

/** A file format for one table. */
enum TableFormat {
  CSV("csv", "FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"'"),
  PARQUET("parquet", "FORMAT parquet, COMPRESSION zstd");

  private final String extension;
  private final String options;

  TableFormat(String extension, String options) {
    this.extension = extension;
    this.options = options;
  }

  /** SQL that writes the rows of a query to {@code <folder>/<name>.<extension>}. */
  String copy(String query, Path folder, String name) {
    return "COPY ("
        + query
        + ") TO "
        + Quoted.file(folder.resolve(name + "." + extension))
        + " ("
        + options
        + ")";
  }
}
