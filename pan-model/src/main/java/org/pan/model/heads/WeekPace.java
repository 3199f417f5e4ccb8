package org.pan.model.heads;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How much sooner or later visits come than the classes of {@link WeekAndWeekday} have it. Classes
 * that are each expected as often as they came may still be late given the past: with h the
 * probability of a class where none before it came, the sum of h over all that was passed and
 * landed on is a martingale's compensator, and must be the number of landings (Aalen 1978). A pace
 * m raises the survival S(t) of the mean row to the power m, class by class:
 *
 * <pre>
 * bias = log(m) + (m - 1) log S(t),  for the end (m - 1) log S.
 * </pre>
 *
 * What is late by a hundredth a visit is late by several over a record, as patients who come seldom
 * are taken for such who come seldom.
 */
final class WeekPace {

  private static final double LEAST = .5;
  private static final double MOST = 2;
  private static final int ROUNDS = 12;

  /** Landings that speak for the pace as learnt. */
  private static final double PRIOR = 20;

  private final int classes;
  private final int firstWeek;
  private final int rows;
  private final float[] logits;

  /** Of each row its open classes in the order of their days, and how many it came to. */
  private final short[] order;

  private final int[] passed;
  private double landings;

  /**
   * @param classes the end, ranges of days, then weeks from {@code firstWeek} on
   * @param logits by row, then class, with their log-weights
   */
  WeekPace(int classes, int firstWeek, int rows, float[] logits) {
    this.classes = classes;
    this.firstWeek = firstWeek;
    this.rows = rows;
    this.logits = logits;
    this.order = new short[rows * classes];
    this.passed = new int[rows];
  }

  /**
   * Says when the classes of a row come, and what came.
   *
   * @param starts first day of each class, {@link Integer#MAX_VALUE} for the end and beyond it
   * @param came the class, or -1 for the end
   */
  void row(int row, int[] starts, int came) {
    int[] sorted =
        IntStream.range(0, classes)
            .filter(k -> starts[k] != Integer.MAX_VALUE)
            .boxed()
            .sorted(Comparator.comparingInt(k -> starts[k]))
            .mapToInt(k -> k)
            .toArray();
    passed[row] = sorted.length;
    for (int i = 0; i < sorted.length; i++) {
      order[row * classes + i] = (short) sorted[i];
      if (sorted[i] == came) {
        passed[row] = i + 1;
        landings++;
      }
    }
  }

  /** The biases of the pace at which as many landings are expected as there were. */
  float[] fit() {
    if (landings == 0) {
      return new float[classes];
    }
    double[] mean = new double[classes];
    double[] p = new double[classes];
    Choice choice = new Choice(classes);
    for (int r = 0; r < rows; r++) {
      choice.probabilities(logits, r * classes, classes, null, 1, p);
      for (int k = 0; k < classes; k++) {
        mean[k] += p[k] / rows;
      }
    }
    double low = LEAST;
    double high = MOST;
    for (int round = 0; round < ROUNDS; round++) {
      double pace = Math.sqrt(low * high);
      if (expected(choice, biases(pace, mean)) + PRIOR * pace < landings + PRIOR) {
        low = pace;
      } else {
        high = pace;
      }
    }
    return biases(Math.sqrt(low * high), mean);
  }

  private float[] biases(double pace, double[] mean) {
    float[] biases = new float[classes];
    double weeks = 0;
    for (int k = firstWeek; k < classes; k++) {
      weeks += mean[k];
    }
    double left = weeks + mean[WeekOutcomes.END_CLASS];
    double total = Math.max(1e-6, left);
    double weighted = 0;
    for (int k = firstWeek; k < classes; k++) {
      double survival = Math.max(1e-6, (left - mean[k] / 2) / total);
      biases[k] = (float) (Math.log(pace) + (pace - 1) * Math.log(survival));
      weighted += mean[k] * biases[k];
      left -= mean[k];
    }
    biases[WeekOutcomes.END_CLASS] = (float) ((pace - 1) * Math.log(Math.max(1e-6, left / total)));
    float each = weeks > 0 ? (float) (weighted / weeks) : 0;
    Arrays.fill(biases, WeekOutcomes.RANGES, firstWeek, each);
    return biases;
  }

  /** The sum of the probabilities of landing on each class that a row came to. */
  private double expected(Choice choice, float[] biases) {
    double[] p = new double[classes];
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      choice.probabilities(logits, r * classes, classes, biases, 1, p);
      double left = 1;
      for (int i = 0; i < passed[r] && left > 1e-9; i++) {
        double mass = p[order[r * classes + i]];
        sum += mass / left;
        left -= mass;
      }
    }
    return sum;
  }
}
