package org.pan.bench.judges;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pan.bench.data.Prepared;
import org.pan.cli.Console;

/**
 * A program that judges: it prints a JSON object of numbers as the last thing on its standard
 * output, nested as it likes.
 */
public interface OutsideJudge {

  /** Its name in tables. */
  String name();

  /**
   * Gets ready what is needed only once.
   *
   * @return why that cannot be done, if so
   */
  default Optional<String> install(Console console) {
    return Optional.empty();
  }

  /**
   * The command that judges.
   *
   * @param scratch a folder for what it needs on the way
   */
  List<String> command(Prepared data, Path synthetic, Path scratch);
}
