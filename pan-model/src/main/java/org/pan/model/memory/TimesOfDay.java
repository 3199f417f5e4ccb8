package org.pan.model.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The exact times of day a subject has come at, and how often on which weekday: who comes by a
 * schedule comes at the time of day the schedule has, whatever came in between.
 */
final class TimesOfDay {

  /** There is no such time. */
  static final long NONE = -1;

  /** Inputs of {@link #write(long, float[], int)}. */
  static final int SIZE = 3;

  /** Inputs of {@link #write(long, int, float[], int)}. */
  static final int PER_TIME = 3;

  private static final int WEEK = 7;

  private final Map<Long, int[]> counts = new HashMap<>();
  private final long[] usual = new long[WEEK + 1];
  private final int[] most = new int[WEEK + 1];
  private long last;

  void begin() {
    counts.clear();
    Arrays.fill(most, 0);
    last = Long.MIN_VALUE;
  }

  /** Counts a time once, however many events it has. */
  void observe(long time) {
    if (time == last) {
      return;
    }
    last = time;
    long timeOfDay = Days.timeOfDay(time);
    int[] count = counts.computeIfAbsent(timeOfDay, t -> new int[WEEK + 1]);
    add(timeOfDay, count, Days.weekday(Days.of(time)));
    add(timeOfDay, count, WEEK);
  }

  private void add(long timeOfDay, int[] count, int of) {
    count[of]++;
    if (count[of] >= most[of]) {
      most[of] = count[of];
      usual[of] = timeOfDay;
    }
  }

  /**
   * The most frequent time of day in microseconds, of equals the latest; {@link #NONE} at first.
   */
  long usual() {
    return usualOf(WEEK);
  }

  /** The same of one weekday. */
  long usual(int weekday) {
    return usualOf(weekday);
  }

  private long usualOf(int place) {
    return most[place] == 0 ? NONE : usual[place];
  }

  /**
   * Writes whether a moment's time of day is the usual one of its weekday, and of all days, and how
   * often the subject has come at it.
   */
  int write(long moment, float[] out, int at) {
    long time = Days.timeOfDay(moment);
    out[at] = time == usual(Days.weekday(Days.of(moment))) ? 1 : 0;
    out[at + 1] = time == usual() ? 1 : 0;
    out[at + 2] = (float) Log.onePlus(count(time));
    return at + SIZE;
  }

  /**
   * Writes of a time of day whether it is one, how often the subject has come at it, and how often
   * on that weekday.
   */
  int write(long timeOfDay, int weekday, float[] out, int at) {
    out[at] = timeOfDay == NONE ? 0 : 1;
    out[at + 1] = (float) Log.onePlus(count(timeOfDay));
    out[at + 2] = (float) Log.onePlus(count(timeOfDay, weekday));
    return at + PER_TIME;
  }

  /** How often the subject has come at a time of day. */
  int count(long timeOfDay) {
    return countOf(timeOfDay, WEEK);
  }

  /** The same of one weekday. */
  int count(long timeOfDay, int weekday) {
    return countOf(timeOfDay, weekday);
  }

  private int countOf(long timeOfDay, int place) {
    int[] count = counts.get(timeOfDay);
    return count == null ? 0 : count[place];
  }
}
