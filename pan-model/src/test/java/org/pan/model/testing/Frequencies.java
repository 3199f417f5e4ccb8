package org.pan.model.testing;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/** Counts of outcomes against the probabilities they should have. */
public final class Frequencies {

  private static final double ENOUGH = 8;

  private Frequencies() {}

  /**
   * The p-value of Pearson's test; outcomes expected fewer than eight times are counted together.
   *
   * @param probabilities of all outcomes, summing to one
   */
  public static double pValue(double[] probabilities, long[] counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    List<double[]> cells = new ArrayList<>();
    double[] rest = new double[2];
    for (int i = 0; i < counts.length; i++) {
      double expected = probabilities[i] * total;
      if (expected >= ENOUGH) {
        cells.add(new double[] {expected, counts[i]});
      } else {
        rest[0] += expected;
        rest[1] += counts[i];
      }
    }
    if (rest[0] >= 1 || rest[1] > 5) {
      cells.add(new double[] {Math.max(rest[0], 1e-9), rest[1]});
    }
    double statistic = 0;
    for (double[] cell : cells) {
      statistic += (cell[1] - cell[0]) * (cell[1] - cell[0]) / cell[0];
    }
    return cells.size() < 2
        ? 1
        : 1 - new ChiSquaredDistribution(null, cells.size() - 1).cumulativeProbability(statistic);
  }
}
