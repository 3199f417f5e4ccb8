package org.pan.sequences.profile;

import java.util.ArrayList;
import java.util.List;

/** Counts the times from one event to the next. */
final class GapTally {

  static final long DAY_MICROS = 86_400_000_000L;

  private static final int MAX_DAYS = 368;
  private static final int MIN_BESIDE = 100;

  /** First day of each class of gaps of a day or more; the last is open. */
  private static final int[] FROM = {1, 2, 7, 8, 14, 15, 28, 29, 91, 366};

  private static final List<String> LABELS =
      List.of(
          "1 day",
          "2 to 6 days",
          "7 days",
          "8 to 13 days",
          "14 days",
          "15 to 27 days",
          "28 days",
          "29 to 90 days",
          "91 to 365 days",
          "over a year");

  private final long[] byDays = new long[MAX_DAYS];
  private final long[] byClass = new long[FROM.length];
  private long sameTime;
  private long sameDay;
  private long dayGaps;
  private long sevens;

  void add(long from, long to) {
    long days = Math.floorDiv(to, DAY_MICROS) - Math.floorDiv(from, DAY_MICROS);
    if (from == to) {
      sameTime++;
    } else if (days == 0) {
      sameDay++;
    } else {
      dayGaps++;
      sevens += days % 7 == 0 ? 1 : 0;
      if (days < MAX_DAYS) {
        byDays[(int) days]++;
      }
      int k = FROM.length - 1;
      while (FROM[k] > days) {
        k--;
      }
      byClass[k]++;
    }
  }

  GapProfile profile() {
    double all = Math.max(1, sameTime + sameDay + dayGaps);
    List<Bar> bars = new ArrayList<>();
    bars.add(new Bar("same time", sameTime / all));
    bars.add(new Bar("later that day", sameDay / all));
    for (int k = 0; k < FROM.length; k++) {
      bars.add(new Bar(LABELS.get(k), byClass[k] / all));
    }
    return new GapProfile(bars, (double) sevens / Math.max(1, dayGaps), ratio());
  }

  /** Gaps of 7, 14, ... 364 days over the mean of the three days to either side of each. */
  private double ratio() {
    double on = 0;
    double beside = 0;
    for (int days = 7; days + 3 < MAX_DAYS; days += 7) {
      on += byDays[days];
      for (int off = 1; off <= 3; off++) {
        beside += byDays[days - off] + byDays[days + off];
      }
    }
    return on + beside < MIN_BESIDE ? Double.NaN : on / Math.max(beside / 6, 0.5);
  }
}
