package org.pan.model.memory;

import java.util.Arrays;

/**
 * Stretches of the record between which the rate of visits changes abruptly: a register that opens,
 * a system that goes live, a history that is complete only for its last years. Which of them an
 * event lands in may depend on the subject, unlike the {@link Groups groups'} calendar.
 *
 * @param starts first days of all eras but the first, ascending
 */
public record Eras(int[] starts) {

  /** One era only. */
  public static final Eras NONE = new Eras(new int[0]);

  /** The number of eras, at least 1. */
  public int count() {
    return starts.length + 1;
  }

  /** The era a day lies in. */
  public int of(int day) {
    int at = Arrays.binarySearch(starts, day);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
