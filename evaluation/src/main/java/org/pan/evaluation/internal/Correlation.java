package org.pan.evaluation.internal;

import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/** Correlations of two columns in which each row counts so many times. */
public final class Correlation {

  private Correlation() {}

  /** Ranks from 1, ties at their mean; NaN stays NaN. */
  public static double[] ranks(double[] values) {
    return values.length == 0
        ? values
        : new NaturalRanking(NaNStrategy.FIXED, TiesStrategy.AVERAGE).rank(values);
  }

  /**
   * Pearson's correlation over the rows where both are known; NaN if either does not vary.
   *
   * @param owners patient of each row
   * @param weights of each patient
   */
  public static double pearson(double[] x, double[] y, int[] owners, int[] weights) {
    double n = 0;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < x.length; i++) {
      double w = Double.isNaN(x[i] + y[i]) ? 0 : weights[owners[i]];
      if (w > 0) {
        n += w;
        sumX += w * x[i];
        sumY += w * y[i];
      }
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      double w = Double.isNaN(x[i] + y[i]) ? 0 : weights[owners[i]];
      if (w > 0) {
        double dx = x[i] - sumX / n;
        double dy = y[i] - sumY / n;
        xx += w * dx * dx;
        yy += w * dy * dy;
        xy += w * dx * dy;
      }
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Double.NaN;
  }

  /** The same where row and patient are one. */
  public static double pearson(double[] x, double[] y, int[] weights) {
    return pearson(x, y, IntStream.range(0, x.length).toArray(), weights);
  }

  /**
   * Cramér's V of two columns of categories, {@code √(χ² / n / (min(rows, columns) − 1))} without
   * correction; NaN if either has fewer than two.
   *
   * @param x category by row; NaN where unknown
   */
  public static double cramersV(double[] x, double[] y, int[] weights) {
    double[][] table = new double[size(x)][size(y)];
    double[] rows = new double[table.length];
    double[] columns = new double[size(y)];
    double n = 0;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i] + y[i])) {
        table[(int) x[i]][(int) y[i]] += weights[i];
        rows[(int) x[i]] += weights[i];
        columns[(int) y[i]] += weights[i];
        n += weights[i];
      }
    }
    double chiSquare = 0;
    for (int a = 0; a < rows.length; a++) {
      for (int b = 0; b < columns.length; b++) {
        double expected = rows[a] * columns[b] / n;
        chiSquare += expected > 0 ? Math.pow(table[a][b] - expected, 2) / expected : 0;
      }
    }
    int least = Math.min(positive(rows), positive(columns));
    return least < 2 ? Double.NaN : Math.sqrt(chiSquare / n / (least - 1));
  }

  /**
   * The correlation ratio {@code η = √(between-group variance / variance)} of a number by category;
   * NaN if the number does not vary.
   */
  public static double ratio(double[] category, double[] number, int[] weights) {
    int size = size(category);
    double[] n = new double[size];
    double[] sum = new double[size];
    double squares = 0;
    for (int i = 0; i < number.length; i++) {
      if (!Double.isNaN(category[i] + number[i])) {
        n[(int) category[i]] += weights[i];
        sum[(int) category[i]] += weights[i] * number[i];
        squares += weights[i] * number[i] * number[i];
      }
    }
    double all = Vectors.sum(n);
    double mean = Vectors.sum(sum) / all;
    double between = 0;
    for (int k = 0; k < size; k++) {
      between += n[k] > 0 ? n[k] * Math.pow(sum[k] / n[k] - mean, 2) : 0;
    }
    double total = squares - all * mean * mean;
    return total > 1e-9 * squares ? Math.sqrt(Math.min(1, between / total)) : Double.NaN;
  }

  private static int size(double[] categories) {
    int size = 0;
    for (double category : categories) {
      size = Double.isNaN(category) ? size : Math.max(size, (int) category + 1);
    }
    return size;
  }

  private static int positive(double[] counts) {
    int positive = 0;
    for (double count : counts) {
      positive += count > 0 ? 1 : 0;
    }
    return positive;
  }
}
