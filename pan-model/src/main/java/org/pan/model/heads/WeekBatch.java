package org.pan.model.heads;

import org.pan.model.Rows;
import org.pan.model.memory.Days;

/** What came of the rows of a batch of {@link WeekAndWeekday}, and what could have. */
final class WeekBatch {

  private static final int SHIFTS = WeekOutcomes.SHIFTS;

  final float[] shares;
  final float[] target;
  final long[] order;
  final long[] segment;
  final float[] constant;
  final float[] landed;
  final float[] shiftAllowed;
  final float[] shiftTarget;
  final long[] shiftIndex;
  final long[] shiftSegment;
  private final WeekOutcomes outcomes;
  private final int classes;
  private final int segments;

  /**
   * @param ids of the trunk, which stand before the ints of the outcome
   * @param segments between the declared dates
   */
  WeekBatch(Rows rows, int ids, WeekOutcomes outcomes, int segments) {
    this.outcomes = outcomes;
    this.classes = outcomes.classes();
    this.segments = segments;
    int anchors = segments - 1;
    int n = rows.size();
    shares = new float[n * classes * segments];
    target = new float[n * classes];
    order = new long[n * anchors];
    segment = new long[n];
    constant = new float[n];
    landed = new float[n];
    shiftAllowed = new float[n * SHIFTS];
    shiftTarget = new float[n * SHIFTS];
    shiftIndex = new long[n * SHIFTS * 2];
    shiftSegment = new long[n * SHIFTS];
    for (int r = 0; r < n; r++) {
      int at = r * rows.intWidth() + ids;
      outcomes.of(rows.ints(), at);
      outcomes.fill(shares, r * classes * segments);
      outcomes.ahead().write(order, r * anchors);
      int week = fill(r, rows.ints()[at + 3]);
      fillShiftIndex(outcomes.today(), week, shiftIndex, r * SHIFTS, n * SHIFTS);
      outcomes.fillShiftSegments(week, shiftSegment, r * SHIFTS);
    }
  }

  /** Says what came; gives the week, or 1 where it came otherwise. */
  private int fill(int r, int outcome) {
    if (outcome == DayHead.END) {
      outcomes.fillEnd(target, r * classes);
      segment[r] = outcomes.ahead().last();
      return 1;
    }
    int k = outcomes.classOf(outcome);
    int range = k - WeekOutcomes.RANGES;
    int week = 1;
    if (k >= outcomes.firstWeek()) {
      int gap = outcome - outcomes.today();
      week = WeekClasses.week(gap);
      segment[r] = outcomes.segmentOfWeek(week);
      constant[r] = (float) Math.log(Math.max(1, outcomes.weeksIn(k - outcomes.firstWeek())));
      landed[r] = 1;
      fillShift(r, week, WeekClasses.shift(gap));
    } else if (range >= 0) {
      segment[r] = outcomes.segmentOfRange(range);
      constant[r] = (float) Math.log(Math.max(1, outcomes.daysInRange(range)));
    }
    target[r * classes + k] = 1;
    open(r, k);
    return week;
  }

  /** What came was possible. */
  private void open(int r, int k) {
    int at = (r * classes + k) * segments;
    float share = 0;
    for (int s = 0; s < segments; s++) {
      share += shares[at + s];
    }
    if (share == 0) {
      shares[at + (int) segment[r]] = 1;
    }
  }

  private void fillShift(int r, int week, int shift) {
    outcomes.fillShifts(week, shiftAllowed, r * SHIFTS);
    shiftTarget[r * SHIFTS + shift] = 1;
    shiftAllowed[r * SHIFTS + shift] = 1;
  }

  private static void fillShiftIndex(int today, int week, long[] index, int at, int half) {
    int group = WeekAndWeekday.group(week);
    int weekday = Days.weekday(today);
    for (int s = 0; s < SHIFTS; s++) {
      index[at + s] = (long) group * SHIFTS + s;
      index[half + at + s] =
          (long) WeekAndWeekday.GROUPS * SHIFTS + Math.floorMod(weekday + s - 3, 7);
    }
  }
}
