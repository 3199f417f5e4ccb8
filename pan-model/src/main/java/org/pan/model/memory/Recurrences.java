package org.pan.model.memory;

/**
 * Codes that come back after a fixed number of days, whatever lies between: a yearly check-up, the
 * next course of a treatment. The day a code is due is one that stands out.
 *
 * @param codes code of each recurrence
 * @param days days from one day with the code to the next, or {@link #AS_LAST}
 */
public record Recurrences(int[] codes, int[] days) {

  /** As many days as between the last two days with the code: the subject's own rhythm. */
  static final int AS_LAST = 0;

  /** None. */
  public static final Recurrences NONE = new Recurrences(new int[0], new int[0]);

  /** The number of recurrences. */
  public int count() {
    return codes.length;
  }
}
