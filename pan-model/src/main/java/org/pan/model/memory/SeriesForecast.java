package org.pan.model.memory;

/**
 * A causal linear forecast of a series from its memory, ridge regression in closed form, one for
 * each length of history.
 *
 * @param weights [regime][inputs + 1], the intercept last
 * @param error mean absolute error by regime, at most {@link #LARGEST} a number
 */
public record SeriesForecast(double[][] weights, double[] error) {

  /**
   * Errors count up to this size in the running scale, so that one outlier does not widen a year.
   */
  static final double LARGEST = 1.5;

  private static final int[] LENGTHS = {1, 7, 28, 364};
  private static final double RIDGE = 3;

  /** The number of lengths of history that have a forecast of their own. */
  public static int regimes() {
    return LENGTHS.length + 1;
  }

  /** The regime for a history of this many numbers. */
  public static int regime(int count) {
    int r = 0;
    while (r < LENGTHS.length && count >= LENGTHS[r]) {
      r++;
    }
    return r;
  }

  /** The expected score. */
  double centre(int regime, float[] inputs) {
    double[] w = weights[regime];
    double sum = w[w.length - 1];
    for (int j = 0; j < w.length - 1; j++) {
      sum += w[j] * inputs[j];
    }
    return Math.max(-5, Math.min(5, sum));
  }

  /** Sums of squares and products from which the forecast of all regimes is solved. */
  public static final class Fit {
    private final int size;
    private final double[][][] products;
    private final double[][] targets;
    private final double[] count;

    /**
     * @param inputs number of inputs
     */
    public Fit(int inputs) {
      size = inputs + 1;
      products = new double[regimes()][size][size];
      targets = new double[regimes()][size];
      count = new double[regimes()];
    }

    /** Adds one number of a series with the inputs before it. */
    public void add(int regime, float[] inputs, double score) {
      double[][] p = products[regime];
      for (int i = 0; i < size; i++) {
        double x = i == size - 1 ? 1 : inputs[i];
        if (x == 0) {
          continue;
        }
        for (int j = i; j < size; j++) {
          p[i][j] += x * (j == size - 1 ? 1 : inputs[j]);
        }
        targets[regime][i] += x * score;
      }
      count[regime]++;
    }

    /** Solves all regimes; one with too few numbers forecasts their mean. */
    public SeriesForecast solve() {
      double[][] weights = new double[regimes()][];
      for (int r = 0; r < regimes(); r++) {
        weights[r] = solve(r);
      }
      double[] error = new double[regimes()];
      java.util.Arrays.fill(error, .5);
      return new SeriesForecast(weights, error);
    }

    private double[] solve(int r) {
      double[] w = new double[size];
      if (count[r] < 3.0 * size) {
        w[size - 1] = count[r] == 0 ? 0 : targets[r][size - 1] / count[r];
        return w;
      }
      return Ridge.solve(products[r], targets[r], RIDGE);
    }
  }
}
