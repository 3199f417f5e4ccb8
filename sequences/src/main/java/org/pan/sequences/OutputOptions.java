package org.pan.sequences;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a folder of timelines is written.
 *
 * @param format the layout; with a mapping, the format of the tables it leaves ({@link
 *     OutputFormat#MEDS} then stands for Parquet)
 * @param overwrite whether a folder that holds timelines may be replaced
 * @param mapping a SQL file to run over the views {@code events} and {@code subjects}: every table
 *     or view it leaves (but no temporary one) becomes a file of that name, and what it copies to
 *     {@code getvariable('out') || '/…'} stays as it is
 * @param provenance text of a file {@code provenance.json} that says how the timelines were made
 */
public record OutputOptions(
    OutputFormat format, boolean overwrite, Optional<Path> mapping, Optional<String> provenance) {

  /** Name of the file that says how the timelines were made. */
  public static final String PROVENANCE = "provenance.json";

  /** A new folder of that format. */
  public static OutputOptions of(OutputFormat format) {
    return new OutputOptions(format, false, Optional.empty(), Optional.empty());
  }

  /** The same, but a folder that holds timelines is replaced. */
  public OutputOptions overwriting() {
    return new OutputOptions(format, true, mapping, provenance);
  }

  /** The same, through a user's SQL file. */
  public OutputOptions through(Path sqlFile) {
    return new OutputOptions(format, overwrite, Optional.of(sqlFile), provenance);
  }

  /** The same, with a word on how the timelines were made. */
  public OutputOptions stating(String json) {
    return new OutputOptions(format, overwrite, mapping, Optional.of(json));
  }
}
