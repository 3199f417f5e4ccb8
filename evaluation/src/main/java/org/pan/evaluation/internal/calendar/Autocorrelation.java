package org.pan.evaluation.internal.calendar;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Autocorrelation at many lags. */
final class Autocorrelation {

  private Autocorrelation() {}

  /**
   * Correlation of a series with itself, each part about its own mean: {@code corr(x[0..n−l),
   * x[l..n))}.
   *
   * @return by lag from 1 to {@code lags}; NaN where either part does not vary or is shorter than
   *     ten
   */
  static double[] of(double[] x, int lags) {
    return at(x, IntStream.rangeClosed(1, lags).toArray());
  }

  /** The same at some lags. */
  static double[] at(double[] x, int[] lags) {
    double[] sums = new double[x.length + 1];
    double[] squares = new double[x.length + 1];
    double shift = x.length == 0 ? 0 : mean(x);
    for (int i = 0; i < x.length; i++) {
      sums[i + 1] = sums[i] + (x[i] - shift);
      squares[i + 1] = squares[i] + (x[i] - shift) * (x[i] - shift);
    }
    return Arrays.stream(lags).mapToDouble(lag -> at(x, shift, sums, squares, lag)).toArray();
  }

  private static double at(double[] x, double shift, double[] sums, double[] squares, int lag) {
    int n = x.length - lag;
    if (n < 10) {
      return Double.NaN;
    }
    double product = 0;
    for (int i = 0; i < n; i++) {
      product += (x[i] - shift) * (x[i + lag] - shift);
    }
    double first = sums[n];
    double second = sums[x.length] - sums[lag];
    double covariance = product - first * second / n;
    double firstSquares = squares[n] - first * first / n;
    double secondSquares = squares[x.length] - squares[lag] - second * second / n;
    double scale = Math.sqrt(Math.max(0, firstSquares) * Math.max(0, secondSquares));
    return scale > 1e-9 ? covariance / scale : Double.NaN;
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum / x.length;
  }
}
