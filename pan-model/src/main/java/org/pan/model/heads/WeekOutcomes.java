package org.pan.model.heads;

import java.util.Arrays;
import org.pan.model.memory.Subject;

/**
 * Which outcomes of {@link WeekAndWeekday} are possible for a row, over how many days or weeks each
 * spreads, and which declared dates it passes. Reused from row to row.
 */
final class WeekOutcomes {

  static final int SHIFTS = 7;
  static final int END_CLASS = 0;

  /** The first class of a range of days; those of weeks follow. */
  static final int RANGES = 1;

  private final WeekClasses weeks;
  private final int anchors;
  private final int ranges;
  private final Crossings.Ahead ahead;
  private int today;
  private int endGap;
  private int least;
  private final DayRanges days;
  private final int[] rangeDays;
  private final int[] taken;
  private int takenCount;
  private final int[] blocked;
  private int blockedCount;

  /**
   * @param anchors number of declared dates
   */
  WeekOutcomes(WeekClasses weeks, int anchors) {
    this.weeks = weeks;
    this.anchors = anchors;
    this.days = new DayRanges(anchors);
    this.ranges = days.count();
    this.ahead = new Crossings(anchors).new Ahead();
    this.rangeDays = new int[ranges];
    this.taken = new int[ranges * 8];
    this.blocked = new int[ranges * 8 + 1];
  }

  /** The number of classes: end, ranges, weeks. */
  int classes() {
    return RANGES + ranges + weeks.size();
  }

  /** The class of the first week. */
  int firstWeek() {
    return RANGES + ranges;
  }

  /**
   * Looks at a row.
   *
   * @param ints from {@code at} on: day of the last event, last day of observation, whether more
   *     can come on the first, outcome, declared days
   */
  WeekOutcomes of(int[] ints, int at) {
    today = ints[at];
    int end = ints[at + 1];
    boolean known = end != Subject.NO_DAY;
    endGap = known ? Math.max(0, end - today) : Integer.MAX_VALUE;
    least = ints[at + 2] != 0 ? 0 : 1;
    days.of(ints, at + WeekAndWeekday.FIXED, today, end);
    ahead.of(ints, at + WeekAndWeekday.FIXED, today, known ? end : Integer.MAX_VALUE);
    takeDays();
    blockWeeks();
    return this;
  }

  int today() {
    return today;
  }

  Crossings.Ahead ahead() {
    return ahead;
  }

  /** Lists the days that belong to a range: the first range that holds a day has it. */
  private void takeDays() {
    takenCount = 0;
    for (int r = 0; r < ranges; r++) {
      int before = takenCount;
      for (int gap = days.low(r); gap <= days.high(r); gap++) {
        if (gap >= 1 && gap <= endGap && !isTaken(gap)) {
          taken[takenCount++] = gap;
        }
      }
      rangeDays[r] = takenCount - before;
    }
  }

  private boolean isTaken(int gap) {
    for (int t = 0; t < takenCount; t++) {
      if (taken[t] == gap) {
        return true;
      }
    }
    return false;
  }

  /** Lists the weeks all of whose days belong to ranges. */
  private void blockWeeks() {
    blockedCount = 0;
    if (daysIn(0) == 0) {
      blocked[blockedCount++] = 0;
    }
    for (int t = 0; t < takenCount; t++) {
      int week = WeekClasses.week(taken[t]);
      if (!isBlocked(week) && daysIn(week) == 0) {
        blocked[blockedCount++] = week;
      }
    }
  }

  private boolean isBlocked(int week) {
    for (int b = 0; b < blockedCount; b++) {
      if (blocked[b] == week) {
        return true;
      }
    }
    return false;
  }

  private int daysIn(int week) {
    int from = Math.max(least, 7 * week - 3);
    int to = Math.min(endGap, 7 * week + 3);
    int days = 0;
    for (int gap = from; gap <= to; gap++) {
      days += isTaken(gap) ? 0 : 1;
    }
    return days;
  }

  int ranges() {
    return ranges;
  }

  /** The number of days of a range. */
  int daysInRange(int range) {
    return rangeDays[range];
  }

  /** The range that holds a day, or -1. */
  int range(int day) {
    int gap = day - today;
    int t = 0;
    for (int r = 0; r < ranges; r++) {
      for (int i = 0; i < rangeDays[r]; i++, t++) {
        if (taken[t] == gap) {
          return r;
        }
      }
    }
    return -1;
  }

  int dayInRange(int range, double uniform) {
    int t = 0;
    for (int r = 0; r < range; r++) {
      t += rangeDays[r];
    }
    return today + taken[t + Math.min(rangeDays[range] - 1, (int) (uniform * rangeDays[range]))];
  }

  /** Whether a class of weeks lies beyond the end of observation. */
  boolean beyond(int k) {
    return endGap != Integer.MAX_VALUE && 7L * weeks.first()[k] - 3 > endGap;
  }

  private int lastWeek(int k) {
    int last = weeks.first()[k + 1] - 1;
    return endGap == Integer.MAX_VALUE ? last : Math.min(last, WeekClasses.week(endGap));
  }

  /** The number of weeks of a class on which there is a day to land. */
  int weeksIn(int k) {
    int first = weeks.first()[k];
    int last = lastWeek(k);
    int n = last - first + 1;
    for (int b = 0; b < blockedCount; b++) {
      if (blocked[b] >= first && blocked[b] <= last) {
        n--;
      }
    }
    return n;
  }

  /** The segment of a week, which is that of its first day. */
  int segmentOfWeek(int week) {
    return ahead.segment(today + 7 * week - 3);
  }

  /** The share of a class's open weeks in each segment. */
  private void fillShares(int k, float[] shares, int at) {
    int inside = weeksIn(k);
    int week = weeks.first()[k];
    int last = lastWeek(k);
    while (week <= last) {
      int segment = segmentOfWeek(week);
      int next = segment == ahead.last() ? last + 1 : firstWeekAfter(ahead.lastDay(segment));
      int until = Math.min(last + 1, Math.max(week + 1, next));
      int open = until - week;
      for (int b = 0; b < blockedCount; b++) {
        open -= blocked[b] >= week && blocked[b] < until ? 1 : 0;
      }
      shares[at + segment] += (float) open / Math.max(1, inside);
      week = until;
    }
  }

  /** The first week that begins after a day. */
  private int firstWeekAfter(int day) {
    return Math.floorDiv(day - today + 3, 7) + 1;
  }

  /**
   * Writes the shares of all classes over the segments; none where a class is not possible.
   *
   * @param shares [K, S] from {@code at} on, all zero
   */
  void fill(float[] shares, int at) {
    int segments = anchors + 1;
    shares[at + END_CLASS * segments + ahead.last()] = 1;
    for (int r = 0; r < ranges; r++) {
      if (rangeDays[r] > 0) {
        shares[at + (RANGES + r) * segments + segmentOfRange(r)] = 1;
      }
    }
    int[] first = weeks.first();
    int k = 0;
    int segment = 0;
    for (; k < weeks.size() && !beyond(k); k++) {
      int to = at + (firstWeek() + k) * segments;
      if (first[k + 1] - first[k] > 1) {
        fillShares(k, shares, to);
      } else if (!isBlocked(first[k])) {
        while (segment < ahead.last() && ahead.lastDay(segment) < today + 7 * first[k] - 3) {
          segment++;
        }
        shares[to + segment] = 1;
      }
    }
    // Beyond the end everything is passed.
    for (; k < weeks.size(); k++) {
      shares[at + (firstWeek() + k) * segments + ahead.last()] = 1;
    }
  }

  /** The segment of a range, which is that of its first day. */
  int segmentOfRange(int range) {
    return ahead.segment(dayInRange(range, 0));
  }

  /** Opens the classes that mean the end: the end, and all that lies beyond it. */
  void fillEnd(float[] shares, int at) {
    shares[at + END_CLASS] = 1;
    for (int k = weeks.size() - 1; k >= 0 && beyond(k); k--) {
      shares[at + firstWeek() + k] = 1;
    }
  }

  /** Writes 1 for the days of a week on which one can land, 0 for others. */
  void fillShifts(int week, float[] shares, int at) {
    for (int s = 0; s < SHIFTS; s++) {
      int gap = 7 * week + s - 3;
      shares[at + s] = gap < least || gap > endGap || isTaken(gap) ? 0 : 1;
    }
  }

  /** Writes the segment of each day of a week. */
  void fillShiftSegments(int week, long[] segments, int at) {
    for (int s = 0; s < SHIFTS; s++) {
      segments[at + s] = ahead.segment(today + 7 * week + s - 3);
    }
  }

  /**
   * The week of a class at this place among the class's mass.
   *
   * @param sums C of the row
   */
  int weekIn(int k, double uniform, double[] sums) {
    if (weeks.first()[k + 1] - weeks.first()[k] == 1) {
      rest = uniform;
      return weeks.first()[k];
    }
    int[] open = weeksOf(k);
    double[] masses = new double[open.length];
    double total = 0;
    int segment = -1;
    double mass = 0;
    for (int i = 0; i < open.length; i++) {
      int now = segmentOfWeek(open[i]);
      mass = now == segment ? mass : Math.exp(sums[now]);
      segment = now;
      masses[i] = mass;
      total += mass;
    }
    double left = uniform * total;
    for (int i = 0; i < open.length; i++) {
      if (left < masses[i]) {
        rest = left / masses[i];
        return open[i];
      }
      left -= masses[i];
    }
    rest = 1 - 1e-12;
    return open.length == 0 ? lastWeek(k) : open[open.length - 1];
  }

  private double rest;

  /** What the last {@link #weekIn} left of its uniform number. */
  double rest() {
    return rest;
  }

  /** The open weeks of a class. */
  int[] weeksOf(int k) {
    int[] open = new int[Math.max(0, weeksIn(k))];
    int n = 0;
    for (int week = weeks.first()[k]; week <= lastWeek(k) && n < open.length; week++) {
      if (!isBlocked(week)) {
        open[n++] = week;
      }
    }
    return Arrays.copyOf(open, n);
  }

  /** The first day of each class; {@link Integer#MAX_VALUE} of the end and what is not open. */
  int[] starts() {
    int[] starts = new int[classes()];
    Arrays.fill(starts, Integer.MAX_VALUE);
    for (int r = 0; r < ranges; r++) {
      if (rangeDays[r] > 0) {
        starts[RANGES + r] = dayInRange(r, 0);
      }
    }
    for (int k = 0; k < weeks.size() && !beyond(k); k++) {
      starts[firstWeek() + k] = today + 7 * weeks.first()[k] - 3;
    }
    return starts;
  }

  /** The class of an outcome. */
  int classOf(int outcome) {
    if (outcome == DayHead.END) {
      return END_CLASS;
    }
    int range = range(outcome);
    return range >= 0
        ? RANGES + range
        : firstWeek() + weeks.classOf(WeekClasses.week(outcome - today));
  }
}
