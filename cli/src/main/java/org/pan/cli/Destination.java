package org.pan.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command writes, and whether it may replace what is there. */
final class Destination {

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "PATH",
      description = "Where the result is to lie. It appears there when it is complete.")
  Path out;

  @Option(names = "--overwrite", description = "Replace an earlier result of that name.")
  boolean overwrite;
}
