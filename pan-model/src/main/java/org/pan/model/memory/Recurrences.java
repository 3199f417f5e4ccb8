package org.pan.model.memory;

/**
 * Codes that come back after a fixed number of days, whatever lies between: a yearly check-up, the
 * next course of a treatment. The day a code is due is one that stands out.
 *
 * @param codes code of each recurrence
 * @param days days from one day with the code to the next
 */
public record Recurrences(int[] codes, int[] days) {

  /** None. */
  public static final Recurrences NONE = new Recurrences(new int[0], new int[0]);

  /** The number of recurrences. */
  public int count() {
    return codes.length;
  }
}
