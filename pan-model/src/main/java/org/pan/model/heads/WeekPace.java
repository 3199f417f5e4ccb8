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

  private final int[] order;
  private int open;

  /**
   * @param classes the end, ranges of days, then weeks
   */
  WeekPace(int classes) {
    order = new int[classes];
  }

  /**
   * The classes that can come are those of this row from now on.
   *
   * @param starts first day of each class, {@link Integer#MAX_VALUE} for the end and beyond it
   */
  WeekPace of(int[] starts) {
    open = 0;
    for (int k = 0; k < starts.length; k++) {
      if (starts[k] != Integer.MAX_VALUE) {
        int i = open++;
        for (; i > 0 && starts[order[i - 1]] > starts[k]; i--) {
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
   * @param biases by class, from {@code at} on
   */
  void bias(double[] p, double logPace, float[] biases, int at) {
    double more = Math.expm1(logPace);
    double left = 1;
    for (int k = 0; k < p.length; k++) {
      biases[at + k] = Float.NaN;
    }
    for (int i = 0; i < open; i++) {
      int k = order[i];
      double after = Math.max(LEAST, left - p[k]);
      // The quotient of (left^m - after^m) and (left - after), taken as a derivative where they
      // meet.
      double share = (left - after) / left;
      double power =
          share < 1e-6
              ? Math.log1p(more)
              : Math.log(-Math.expm1((1 + more) * Math.log1p(-share)) / share);
      biases[at + k] = (float) (power + more * Math.log(left));
      left = after;
    }
    float end = (float) (more * Math.log(left));
    for (int k = 0; k < p.length; k++) {
      biases[at + k] = Float.isNaN(biases[at + k]) ? end : biases[at + k];
    }
  }
}
