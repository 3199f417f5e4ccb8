package org.pan.model.heads;

/**
 * What a {@link Pace} changes in the classes of {@link WeekAndWeekday}: a pace m raises the
 * probability S of nothing until then to the power m, so that a class between two such moments has
 *
 * <pre>
 * S(before)^m - S(after)^m,
 * </pre>
 *
 * and the end, or what lies beyond it, has what is left.
 */
final class WeekPace {

  private static final double LEAST = 1e-12;

  /** Below it a share is taken to its second order: as exact as a float, and quicker. */
  private static final double SMALL = .003;

  private final int firstWeek;
  private final int[] order;
  private int[] starts = {};
  private int open;

  /**
   * @param classes the end, ranges of days, then weeks
   * @param firstWeek the first of the weeks, which stand in the order of their days
   */
  WeekPace(int classes, int firstWeek) {
    this.firstWeek = firstWeek;
    order = new int[classes];
  }

  /**
   * The classes that can come are those of this row from now on.
   *
   * @param starts first day of each class, {@link Integer#MAX_VALUE} for the end and beyond it
   */
  WeekPace of(int[] starts) {
    this.starts = starts;
    open = 0;
    for (int k = firstWeek; k < starts.length; k++) {
      if (starts[k] != Integer.MAX_VALUE) {
        order[open++] = k;
      }
    }
    for (int k = firstWeek - 1; k >= 0; k--) {
      if (starts[k] != Integer.MAX_VALUE) {
        int i = open++;
        for (; i > 0 && starts[order[i - 1]] >= starts[k]; i--) {
          order[i] = order[i - 1];
        }
        order[i] = k;
      }
    }
    return this;
  }

  /**
   * The sum of the probabilities of a visit where none came before it, over all classes up to the
   * one that came.
   *
   * @param p probability of each class
   * @param came the class, or -1 for the end
   */
  double expected(double[] p, int came) {
    double left = 1;
    double sum = 0;
    for (int i = 0; i < open && left > LEAST; i++) {
      sum += p[order[i]] / left;
      left -= p[order[i]];
      if (order[i] == came) {
        break;
      }
    }
    return sum;
  }

  /**
   * Writes what is to be added to the logits.
   *
   * @param p probability of each class as learnt
   * @param logPace log of the pace
   * @param biases by class
   */
  void bias(double[] p, double logPace, float[] biases) {
    double pace = Math.exp(logPace);
    double left = 1;
    double logLeft = 0;
    for (int i = 0; i < open; i++) {
      double share = Math.min(1 - LEAST, p[order[i]] / left);
      double logPassed;
      double logShare;
      if (share < SMALL) {
        logPassed = -share - share * share / 2;
        logShare = logPace + (1 - pace) * share / 2;
      } else {
        logPassed = Math.log(1 - share);
        logShare = Math.log((1 - Math.exp(pace * logPassed)) / share);
      }
      biases[order[i]] = (float) (logShare + (pace - 1) * logLeft);
      left = Math.max(LEAST, left - p[order[i]]);
      logLeft += logPassed;
    }
    float end = (float) ((pace - 1) * logLeft);
    for (int k = 0; k < p.length; k++) {
      if (starts[k] == Integer.MAX_VALUE) {
        biases[k] = end;
      }
    }
  }
}
