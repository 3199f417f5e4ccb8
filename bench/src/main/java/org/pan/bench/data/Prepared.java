package org.pan.bench.data;

import java.nio.file.Path;

/**
 * Patients divided once for all generators, as folders of {@code events.csv} and {@code
 * subjects.csv}.
 *
 * @param division what they are
 * @param folder where they lie
 */
public record Prepared(Division division, Path folder) {

  static final String TRAIN = "train";
  static final String HOLDOUT = "holdout";

  /** Name of the data. */
  public String name() {
    return division.name();
  }

  /** The patients to learn from. */
  public Path train() {
    return train(folder);
  }

  /** The patients to judge by. */
  public Path holdout() {
    return holdout(folder);
  }

  /** The patients to learn from of those divided in a folder. */
  public static Path train(Path folder) {
    return folder.resolve(TRAIN);
  }

  /** The patients to judge by of those divided in a folder. */
  public static Path holdout(Path folder) {
    return folder.resolve(HOLDOUT);
  }
}
