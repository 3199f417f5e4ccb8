package org.pan.evaluation.internal.fidelity;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Draw;
import org.pan.evaluation.internal.learn.FeatureTable;

/**
 * Similarities of up to 500 patients of each of two sets, the real ones first.
 *
 * @param real number of real ones
 * @param other number of others
 */
record Kernel(int real, int other, float[][] similarity) {

  private static final int MOST = 500;

  static Kernel of(FeatureTable real, FeatureTable other, long seed) {
    FeatureTable a = some(real, seed);
    FeatureTable b = some(other, seed + 1);
    double[] scale = scale(real);
    FeatureTable both = a.and(b);
    int n = both.rows();
    float[][] squares = new float[n][n];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              for (int j = 0; j < n; j++) {
                squares[i][j] = distance(both, i, j, scale);
              }
            });
    float width = median(squares);
    for (float[] row : squares) {
      for (int j = 0; j < n; j++) {
        row[j] = (float) Math.exp(-row[j] / width);
      }
    }
    return new Kernel(a.rows(), b.rows(), squares);
  }

  private static FeatureTable some(FeatureTable table, long seed) {
    int[] order = Draw.shuffled(table.rows(), seed);
    return table.rows(Arrays.copyOf(order, Math.min(MOST, order.length)));
  }

  private static double[] scale(FeatureTable table) {
    double[] scale = new double[table.columns()];
    for (int k = 0; k < scale.length; k++) {
      int column = k;
      double[] x =
          IntStream.range(0, table.rows()).mapToDouble(row -> table.at(row, column)).toArray();
      double mean = Arrays.stream(x).average().orElse(0);
      double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(0);
      scale[k] = variance == 0 ? 1 : Math.sqrt(variance);
    }
    return scale;
  }

  private static float distance(FeatureTable table, int i, int j, double[] scale) {
    double sum = 0;
    for (int k = 0; k < scale.length; k++) {
      double d = (table.at(i, k) - table.at(j, k)) / scale[k];
      sum += d * d;
    }
    return (float) sum;
  }

  private static float median(float[][] squares) {
    float[] all = new float[squares.length * (squares.length - 1) / 2];
    int n = 0;
    for (int i = 0; i < squares.length; i++) {
      for (int j = 0; j < i; j++) {
        all[n++] = squares[i][j];
      }
    }
    Arrays.sort(all);
    return Math.max(Float.MIN_NORMAL, all[n / 2]);
  }

  /** The unbiased estimate; a patient is not compared with itself, however often drawn. */
  double[] discrepancy(int[] realWeights, int[] otherWeights) {
    int n = real + other;
    int[] weights = Arrays.copyOf(realWeights, n);
    System.arraycopy(otherWeights, 0, weights, real, other);
    double[] sums = new double[3];
    double[] pairs = new double[3];
    for (int i = 0; i < n; i++) {
      for (int j = 0; weights[i] > 0 && j < i; j++) {
        int kind = (i >= real ? 1 : 0) + (j >= real ? 1 : 0);
        double w = (double) weights[i] * weights[j];
        sums[kind] += w * similarity[i][j];
        pairs[kind] += w;
      }
    }
    return new double[] {sums[0] / pairs[0] + sums[2] / pairs[2] - 2 * sums[1] / pairs[1]};
  }

  double pValue(int permutations, long seed) {
    double found = discrepancy(Bootstrap.ones(real), Bootstrap.ones(other))[0];
    long farther =
        IntStream.range(0, permutations)
            .parallel()
            .filter(
                p -> permuted(Draw.shuffled(real + other, seed + 1_000_003L * (p + 1))) >= found)
            .count();
    return (farther + 1.0) / (permutations + 1.0);
  }

  private double permuted(int[] order) {
    double[] sums = new double[3];
    for (int i = 0; i < order.length; i++) {
      float[] row = similarity[order[i]];
      for (int j = 0; j < i; j++) {
        sums[(i >= real ? 1 : 0) + (j >= real ? 1 : 0)] += row[order[j]];
      }
    }
    return 2 * sums[0] / real / (real - 1)
        + 2 * sums[2] / other / (other - 1)
        - 2 * sums[1] / real / other;
  }
}
