package org.pan.bench.generators;

import java.util.List;
import java.util.Optional;
import org.pan.bench.data.Prepared;
import org.pan.cli.Console;

/** Something that makes synthetic patients. */
public interface Generator {

  /** Its name in tables. */
  String name();

  /** What it is and its version, in a line. */
  String title();

  /** Why it cannot do this work by its nature, if so. */
  default Optional<String> unfit(Prepared data) {
    return Optional.empty();
  }

  /**
   * Gets ready what is needed only once, such as the environment of a Python package.
   *
   * @return why that cannot be done, if so
   */
  default Optional<String> install(Console console) {
    return Optional.empty();
  }

  /** The commands that do the work, one after the other. */
  List<Step> steps(Task task);
}
