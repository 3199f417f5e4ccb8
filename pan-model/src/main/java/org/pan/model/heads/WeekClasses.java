package org.pan.model.heads;

/**
 * Classes of a gap in weeks, rounded to the nearest: single weeks while they are frequent, then
 * bins that widen.
 *
 * @param first first week of each class, ascending, from 0; one more entry ends the last class
 */
public record WeekClasses(int[] first) {

  private static final int SINGLE = 120;
  private static final double WIDENING = 1.12;

  /** Classes up to the longest gap there can be. */
  public static WeekClasses upTo(int longestGapDays) {
    int last = week(longestGapDays) + 1;
    java.util.List<Integer> edges = new java.util.ArrayList<>();
    int week = 0;
    while (week <= last) {
      edges.add(week);
      week = week < SINGLE ? week + 1 : (int) Math.ceil(week * WIDENING);
    }
    edges.add(week);
    return new WeekClasses(edges.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The week nearest to a gap; the first for events before the start of observation. */
  static int week(int gapDays) {
    return Math.max(0, Math.floorDiv(gapDays + 3, 7));
  }

  /** How many days a gap is off its week, from 0 for three days before it to 6. */
  static int shift(int gapDays) {
    return Math.max(0, Math.min(6, gapDays - 7 * week(gapDays) + 3));
  }

  int size() {
    return first.length - 1;
  }

  /** The class of a week; the last for weeks beyond. */
  int classOf(int week) {
    if (week < Math.min(SINGLE, size())) {
      return week;
    }
    int found = java.util.Arrays.binarySearch(first, week);
    return Math.min(size() - 1, found >= 0 ? found : -found - 2);
  }
}
