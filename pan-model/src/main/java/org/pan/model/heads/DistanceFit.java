package org.pan.model.heads;

import java.util.Arrays;

/**
 * The weights of outcomes, and of their distances from the end, with which both are expected as
 * often as they came: p(k) is proportional to open(k) outcome(k) distance(class of k), fitted by
 * iterative proportional scaling (Deming and Stephan, On a least squares adjustment of a sampled
 * frequency table, 1940). It finds a sharp border that a network would take long to learn.
 */
final class DistanceFit {

  private static final int ROUNDS = 20;

  /** Counts that are added to what came and what was expected, so that none is 0. */
  private static final double SMOOTHING = .5;

  private final double[] outcomes;
  private final double[] distances;
  private final int[] came;
  private final float[] open;
  private final long[] classes;

  /**
   * Fits.
   *
   * @param shares of the outcomes, to begin with
   * @param distanceClasses the number of classes; class 0, that of no distance, keeps weight 1
   * @param came outcome by row
   * @param open how much of each outcome is open, by row, then outcome
   * @param classes of the distance of each outcome, by row, then outcome
   */
  DistanceFit(double[] shares, int distanceClasses, int[] came, float[] open, long[] classes) {
    this.outcomes = shares.clone();
    this.distances = new double[distanceClasses];
    this.came = came;
    this.open = open;
    this.classes = classes;
    Arrays.fill(distances, 1);
    for (int round = 0; round < ROUNDS; round++) {
      scale(outcomes, false);
      scale(distances, true);
    }
  }

  private void scale(double[] weights, boolean byDistance) {
    int width = outcomes.length;
    double[] observed = new double[weights.length];
    double[] expected = new double[weights.length];
    Arrays.fill(observed, SMOOTHING);
    Arrays.fill(expected, SMOOTHING);
    double[] mass = new double[width];
    for (int r = 0; r < came.length; r++) {
      double total = 0;
      for (int k = 0; k < width; k++) {
        int at = r * width + k;
        mass[k] = open[at] * outcomes[k] * distances[(int) classes[at]];
        total += mass[k];
      }
      int same = r * width + came[r];
      if (!(total > 0) || !(open[same] > 0)) {
        continue;
      }
      observed[byDistance ? (int) classes[same] : came[r]]++;
      for (int k = 0; k < width; k++) {
        expected[byDistance ? (int) classes[r * width + k] : k] += mass[k] / total;
      }
    }
    for (int i = byDistance ? 1 : 0; i < weights.length; i++) {
      weights[i] *= observed[i] / expected[i];
    }
  }

  /** Log-weights of the outcomes. */
  float[] outcomes() {
    return logs(outcomes);
  }

  /** Log-weights of the classes of distances. */
  float[] distances() {
    return logs(distances);
  }

  private static float[] logs(double[] weights) {
    float[] logs = new float[weights.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(weights[i]);
    }
    return logs;
  }
}
