package org.pan.evaluation.internal;

/** Arithmetic of vectors; where one is shorter it goes on with zeros. */
public final class Vectors {

  private Vectors() {}

  /** The difference, as long as the shorter. */
  public static double[] minus(double[] a, double[] b) {
    double[] difference = new double[Math.min(a.length, b.length)];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  /** The sum. */
  public static double sum(double[] a) {
    double sum = 0;
    for (double x : a) {
      sum += x;
    }
    return sum;
  }

  /** Divided by a number. */
  public static double[] over(double[] a, double divisor) {
    double[] parts = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      parts[i] = a[i] / divisor;
    }
    return parts;
  }

  /** Divided by their sum. */
  public static double[] shares(double[] a) {
    return over(a, sum(a));
  }

  /**
   * Total variation distance {@code ½ Σ |a/Σa − b/Σb|} of two vectors of counts; NaN if either has
   * none.
   */
  public static double totalVariation(double[] a, double[] b) {
    double sumA = sum(a);
    double sumB = sum(b);
    if (sumA == 0 || sumB == 0) {
      return Double.NaN;
    }
    double distance = 0;
    for (int i = 0; i < Math.max(a.length, b.length); i++) {
      distance += Math.abs(at(a, i) / sumA - at(b, i) / sumB);
    }
    return distance / 2;
  }

  /** The greatest {@code |a − b|}. */
  public static double greatestDifference(double[] a, double[] b) {
    double greatest = 0;
    for (int i = 0; i < Math.max(a.length, b.length); i++) {
      greatest = Math.max(greatest, Math.abs(at(a, i) - at(b, i)));
    }
    return greatest;
  }

  /**
   * Coefficient of determination of candidate values against real ones, {@code 1 − Σ (r − c)² / Σ
   * (r − mean r)²}, over the places where the real one is positive; NaN if those do not vary.
   */
  public static double rSquaredOverPositive(double[] real, double[] candidate) {
    int n = 0;
    double sum = 0;
    for (double r : real) {
      n += r > 0 ? 1 : 0;
      sum += r;
    }
    double residual = 0;
    double total = 0;
    for (int i = 0; i < real.length; i++) {
      if (real[i] > 0) {
        residual += Math.pow(real[i] - at(candidate, i), 2);
        total += Math.pow(real[i] - sum / n, 2);
      }
    }
    return total == 0 ? Double.NaN : 1 - residual / total;
  }

  private static double at(double[] a, int i) {
    return i < a.length ? a[i] : 0;
  }
}
