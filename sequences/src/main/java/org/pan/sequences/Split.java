package org.pan.sequences;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The parts into which a MEDS data set divides its subjects; a mapping has only {@link #TRAIN}. */
public enum Split {
  TRAIN("train"),
  TUNING("tuning"),
  HELD_OUT("held_out");

  private final String medsName;

  Split(String medsName) {
    this.medsName = medsName;
  }

  /** The name MEDS gives it in {@code subject_splits.parquet}. */
  public String medsName() {
    return medsName;
  }

  /**
   * The split of that MEDS name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Split named(String medsName) {
    return Arrays.stream(values())
        .filter(split -> split.medsName.equals(medsName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No split "
                        + medsName
                        + "; splits are "
                        + Arrays.stream(values())
                            .map(Split::medsName)
                            .collect(Collectors.joining(", "))));
  }
}
