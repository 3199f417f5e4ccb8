package org.pan.model.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Finds the recurrences that account for the most days with events, one after the other: the code
 * and distance with the most days that none of those before has led to expect.
 */
public final class RecurrencesFit {

  private static final int MOST = 48;
  private static final int LEAST_DAYS = 50;

  /** Least share of all days with events, and of the days with the code again. */
  private static final double LEAST_SHARE = .0004;

  private static final double LEAST_SHARE_OF_CODE = .01;

  /** How many times as many days as the mean of the distances a little shorter or longer. */
  private static final double PEAK = 4;

  private static final int BESIDE = 3;

  /** Distances from the last event that have a rate of their own as it is. */
  private static final int SINGLE = 36;

  private static final int LONGEST = 4_000;

  private final int[] lastDay;
  private final int[] lastGap;
  private final int[] again;
  private Recurrences found = Recurrences.NONE;
  private Map<Long, Integer> counts = new HashMap<>();
  private long days;

  private RecurrencesFit(int codes) {
    this.lastDay = new int[codes];
    this.lastGap = new int[codes];
    this.again = new int[codes];
  }

  /**
   * @param codes number of codes
   */
  public static Recurrences fit(List<EncodedTimeline> timelines, int codes) {
    RecurrencesFit fit = new RecurrencesFit(codes);
    while (fit.found.count() < MOST && fit.next(timelines)) {}
    return fit.found;
  }

  private boolean next(List<EncodedTimeline> timelines) {
    counts = new HashMap<>();
    days = 0;
    Arrays.fill(again, 0);
    timelines.forEach(this::count);
    long best = -1;
    int most = 0;
    for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
      int n = entry.getValue();
      if (n >= LEAST_SHARE_OF_CODE * again[code(entry.getKey())]
          && (n > most || (n == most && entry.getKey() < best))
          && n >= PEAK * beside(entry.getKey())) {
        best = entry.getKey();
        most = n;
      }
    }
    if (most < Math.max(LEAST_DAYS, LEAST_SHARE * days)) {
      return false;
    }
    found = new Recurrences(with(found.codes(), code(best)), with(found.days(), gap(best)));
    return true;
  }

  /** The mean count of the distances beside one; of none beside {@link Recurrences#AS_LAST}. */
  private double beside(long pair) {
    if (gap(pair) <= BESIDE) {
      return 0;
    }
    int sum = 0;
    for (int shift = 1; shift <= BESIDE; shift++) {
      sum += counts.getOrDefault(pair - shift, 0) + counts.getOrDefault(pair + shift, 0);
    }
    return sum / (2.0 * BESIDE);
  }

  private static int code(long pair) {
    return (int) (pair / LONGEST);
  }

  private static int gap(long pair) {
    return (int) (pair % LONGEST);
  }

  private static int[] with(int[] values, int value) {
    int[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = value;
    return more;
  }

  private void count(EncodedTimeline t) {
    Arrays.fill(lastDay, Subject.NO_DAY);
    Arrays.fill(lastGap, 0);
    int previous = Subject.NO_DAY;
    int i = 0;
    while (i < t.size()) {
      int day = Days.of(t.time()[i]);
      int end = i;
      while (end < t.size() && Days.of(t.time()[end]) == day) {
        end++;
      }
      boolean expected = isExpected(day);
      for (int e = i; e < end; e++) {
        countEvent(t.code()[e], day, previous, expected);
      }
      days++;
      previous = day;
      i = end;
    }
  }

  private boolean isExpected(int day) {
    for (int r = 0; r < found.count(); r++) {
      int code = found.codes()[r];
      int gap = found.days()[r] == Recurrences.AS_LAST ? lastGap[code] : found.days()[r];
      if (lastDay[code] != Subject.NO_DAY && gap > 0 && lastDay[code] + gap == day) {
        return true;
      }
    }
    return false;
  }

  private void countEvent(int code, int day, int previous, boolean expected) {
    int last = lastDay[code];
    lastDay[code] = day;
    if (last == Subject.NO_DAY || last == day) {
      return;
    }
    again[code]++;
    int gap = day - last;
    boolean asLast = gap == lastGap[code];
    lastGap[code] = gap;
    if (!expected && gap < LONGEST && (gap >= SINGLE || last != previous)) {
      counts.merge((long) code * LONGEST + gap, 1, Integer::sum);
      if (asLast) {
        counts.merge((long) code * LONGEST + Recurrences.AS_LAST, 1, Integer::sum);
      }
    }
  }
}
