package org.pan.model.memory;

import java.util.Arrays;

/**
 * The past of a long series, by day: lags, means of several half-lives, the same weekday of the
 * last weeks, and what stood about one year before. This is what keeps a subject's own level and
 * its weekly and yearly rhythm.
 */
final class SeriesHistory {

  private static final int[] LAGS = {1, 2, 3, 4, 5, 6, 7, 8, 14, 21, 28};
  private static final double[] HALF_LIVES = {2, 7, 28, 91};
  private static final int SLOW = 2;
  private static final int SLOWEST = 3;
  private static final int YEAR = 364;
  private static final double ERROR_HALF_LIFE = 21;
  private static final double ERROR_PRIOR = 2;

  private double[] score = new double[512];
  private boolean[] present = new boolean[512];
  private double[] sum = new double[513];
  private int[] known = new int[513];
  private int days;
  private int firstDay;
  private int total;
  private double mean;
  private double squares;
  private double change;
  private double lastScore;
  private double errorSum;
  private double errorWeight;
  private final double[] decayed = new double[HALF_LIVES.length];

  static int size() {
    return 2 * LAGS.length + HALF_LIVES.length + 4 + 1 + 3 + 3 + YEAR_FEATURES;
  }

  private static final int YEAR_FEATURES = 12;

  void begin() {
    days = 0;
    total = 0;
    mean = 0;
    squares = 0;
    change = 0;
    errorSum = 0;
    errorWeight = 0;
    Arrays.fill(decayed, 0);
  }

  int count() {
    return total;
  }

  void observe(int day, double value) {
    if (total == 0) {
      firstDay = day;
    }
    int index = day - firstDay;
    if (index < days && total > 0) {
      return; // a second number of one day: the first stands for it
    }
    grow(index + 1);
    for (int d = days; d < index; d++) {
      put(d, 0, false);
    }
    put(index, value, true);
    days = index + 1;
    total++;
    double delta = value - mean;
    mean += delta / total;
    squares += delta * (value - mean);
    if (total > 1) {
      change += (Math.abs(value - lastScore) - change) / Math.min(total - 1, 30);
    }
    lastScore = value;
    for (int h = 0; h < decayed.length; h++) {
      double keep = total == 1 ? 0 : Math.pow(.5, 1 / HALF_LIVES[h]);
      decayed[h] = keep * decayed[h] + (1 - keep) * value;
    }
  }

  private void put(int index, double value, boolean is) {
    score[index] = value;
    present[index] = is;
    sum[index + 1] = sum[index] + (is ? value : 0);
    known[index + 1] = known[index] + (is ? 1 : 0);
  }

  private void grow(int length) {
    if (length > score.length) {
      int capacity = Math.max(length, 2 * score.length);
      score = Arrays.copyOf(score, capacity);
      present = Arrays.copyOf(present, capacity);
      sum = Arrays.copyOf(sum, capacity + 1);
      known = Arrays.copyOf(known, capacity + 1);
    }
  }

  /**
   * Writes the inputs for a number on a day.
   *
   * @param level where the subject's series lies about that day, NaN where not known
   */
  int write(int day, double level, float[] out, int at) {
    int i = at;
    int index = day - firstDay;
    for (int lag : LAGS) {
      boolean is = total > 0 && isKnown(index - lag);
      out[i++] = is ? (float) score[index - lag] : (float) mean;
      out[i++] = is ? 1 : 0;
    }
    for (double value : decayed) {
      out[i++] = (float) value;
    }
    out[i++] = (float) mean;
    out[i++] = (float) Math.sqrt((squares + .1) / (total + 1));
    out[i++] = (float) change;
    out[i++] = (float) Log.onePlus(total);
    out[i++] = total > 0 ? (float) lastScore : 0;
    boolean known = !Double.isNaN(level);
    out[i++] = known ? (float) level : 0;
    out[i++] = known && total > 0 ? (float) (level - decayed[SLOW]) : 0;
    out[i++] = known && total > 0 ? (float) (level - decayed[SLOWEST]) : 0;
    i = writeWeekday(index, out, i);
    return writeYear(index, out, i);
  }

  private int writeWeekday(int index, float[] out, int at) {
    double same = 0;
    int n = 0;
    for (int lag = 7; lag <= 28; lag += 7) {
      if (total > 0 && isKnown(index - lag)) {
        same += score[index - lag];
        n++;
      }
    }
    double recent = window(index - 28, index - 1, mean);
    out[at] = n == 0 ? 0 : (float) (same / n - recent);
    out[at + 1] = n / 4f;
    out[at + 2] = (float) (recent - mean);
    return at + 3;
  }

  private int writeYear(int index, float[] out, int at) {
    int then = index - YEAR;
    if (total == 0 || then < 0) {
      return Clock.zeros(YEAR_FEATURES, out, at);
    }
    int i = at;
    double level = window(then - 28, then - 1, window(then, then + 14, mean));
    out[i++] = 1;
    for (int shift = -1; shift <= 2; shift++) {
      out[i++] = isKnown(then + shift) ? (float) (score[then + shift] - level) : 0;
    }
    double narrow = window(then - 3, then + 3, level);
    double wide = window(then - 7, then + 7, level);
    out[i++] = (float) (narrow - level);
    out[i++] = (float) (wide - level);
    out[i++] = (float) (window(then, then + 14, level) - level);
    out[i++] = (float) (level - mean);
    out[i++] = (float) narrow;
    out[i++] = (float) (window(index - 7, index - 1, mean) - window(then - 7, then - 1, level));
    out[i++] = then >= 28 ? 1 : 0;
    return i;
  }

  private boolean isKnown(int index) {
    return index >= 0 && index < days && present[index];
  }

  /** Mean over the days from..to, both included, or the fallback where none is known. */
  private double window(int from, int to, double fallback) {
    int low = Math.max(0, from);
    int high = Math.min(days, to + 1);
    if (high <= low || known[high] == known[low]) {
      return fallback;
    }
    return (sum[high] - sum[low]) / (known[high] - known[low]);
  }

  /** Adds the error of a forecast made before the number was known. */
  void observeError(double error) {
    double keep = Math.pow(.5, 1 / ERROR_HALF_LIFE);
    double size = Math.min(Math.abs(error), SeriesForecast.LARGEST);
    errorSum = keep * errorSum + size;
    errorWeight = keep * errorWeight + 1;
  }

  /**
   * The usual size of the forecast's errors, leaning on the usual one of all subjects while there
   * are few.
   */
  double scale(double usual) {
    return Math.max(.01, (errorSum + ERROR_PRIOR * usual) / (errorWeight + ERROR_PRIOR));
  }
}
