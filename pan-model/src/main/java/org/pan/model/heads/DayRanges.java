package org.pan.model.heads;

import org.pan.model.memory.Subject;

/**
 * Days that stand out for a subject: its declared dates, and the last days of its observation. By
 * their distance from the day of the last event; reused from row to row.
 */
final class DayRanges {

  /** Days before the end of observation: the end itself, 1, 2 to 3, 4 to 7. */
  private static final int[][] BEFORE_END = {{0, 0}, {1, 1}, {2, 3}, {4, 7}};

  private final int dates;
  private final int[] low;
  private final int[] high;

  /**
   * @param dates number of declared dates
   */
  DayRanges(int dates) {
    this.dates = dates;
    this.low = new int[dates + BEFORE_END.length];
    this.high = new int[dates + BEFORE_END.length];
  }

  /** The number of ranges. */
  int count() {
    return low.length;
  }

  /**
   * Looks at a row.
   *
   * @param days declared days from {@code at} on
   * @param today the day of the last event
   * @param end the last day of observation, {@link Subject#NO_DAY} where it is not known
   */
  DayRanges of(int[] days, int at, int today, int end) {
    for (int a = 0; a < dates; a++) {
      set(a, days[at + a], days[at + a], today);
    }
    for (int b = 0; b < BEFORE_END.length; b++) {
      boolean known = end != Subject.NO_DAY;
      int last = Math.max(today, end);
      set(
          dates + b,
          known ? last - BEFORE_END[b][1] : Subject.NO_DAY,
          known ? last - BEFORE_END[b][0] : Subject.NO_DAY,
          today);
    }
    return this;
  }

  private void set(int range, int first, int last, int today) {
    boolean known = first != Subject.NO_DAY;
    low[range] = known ? first - today : 1;
    high[range] = known ? last - today : 0;
  }

  /** The first day of a range. */
  int low(int range) {
    return low[range];
  }

  /** The last day of a range, before the first where there is none. */
  int high(int range) {
    return high[range];
  }

  boolean holds(int range, int gap) {
    return low[range] <= gap && gap <= high[range];
  }

  /** How many days of a range lie from a day on and before another. */
  int daysIn(int range, int from, int before) {
    return Math.max(0, Math.min(high[range] + 1, before) - Math.max(low[range], from));
  }
}
