package org.pan.model.memory;

import java.util.Arrays;

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

  /** The times of day, ascending, and of each its counts by weekday and of all days. */
  private long[] times = new long[16];

  private int[] counts = new int[16 * (WEEK + 1)];
  private int size;
  private final long[] usual = new long[WEEK + 1];
  private final int[] most = new int[WEEK + 1];
  private long last;

  void begin() {
    size = 0;
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
    int at = Arrays.binarySearch(times, 0, size, timeOfDay);
    if (at < 0) {
      at = -at - 1;
      insert(timeOfDay, at);
    }
    add(timeOfDay, at, Days.weekday(Days.of(time)));
    add(timeOfDay, at, WEEK);
  }

  private void insert(long timeOfDay, int at) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size * (WEEK + 1));
    }
    int from = at * (WEEK + 1);
    System.arraycopy(times, at, times, at + 1, size - at);
    System.arraycopy(counts, from, counts, from + WEEK + 1, (size - at) * (WEEK + 1));
    times[at] = timeOfDay;
    Arrays.fill(counts, from, from + WEEK + 1, 0);
    size++;
  }

  private void add(long timeOfDay, int at, int of) {
    int count = ++counts[at * (WEEK + 1) + of];
    if (count >= most[of]) {
      most[of] = count;
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
    int at = Arrays.binarySearch(times, 0, size, timeOfDay);
    return at < 0 ? 0 : counts[at * (WEEK + 1) + place];
  }
}
