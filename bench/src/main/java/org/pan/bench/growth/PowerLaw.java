package org.pan.bench.growth;

/**
 * A cost that has a fixed part and one that grows as a power: {@code fixed + factor * x^exponent}.
 *
 * @param fixed at least 0
 * @param factor at least 0
 * @param exponent 1 for linear growth
 */
record PowerLaw(double fixed, double factor, double exponent) {

  private static final double LEAST = -2;
  private static final double MOST = 3;
  private static final double STEP = .005;

  /** With fewer points a fixed part cannot be told from a small exponent. */
  private static final int FEWEST_FOR_FIXED = 4;

  /**
   * The law with the least sum of squared relative errors. For each exponent the other two are
   * linear regression, with neither below 0; exponents are tried in steps of .005.
   *
   * @param x places, above 0
   * @param y costs there, above 0
   */
  static PowerLaw fit(double[] x, double[] y) {
    PowerLaw best = new PowerLaw(0, 0, 0);
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; LEAST + step * STEP <= MOST; step++) {
      PowerLaw law = withExponent(LEAST + step * STEP, x, y);
      double error = law.error(x, y);
      if (error < least) {
        least = error;
        best = law;
      }
    }
    return best;
  }

  private static PowerLaw withExponent(double exponent, double[] x, double[] y) {
    // Divided by y both columns are to sum to 1 in each row.
    double ones = 0;
    double both = 0;
    double powers = 0;
    double one = 0;
    double power = 0;
    for (int i = 0; i < x.length; i++) {
      double a = 1 / y[i];
      double b = Math.pow(x[i], exponent) / y[i];
      ones += a * a;
      both += a * b;
      powers += b * b;
      one += a;
      power += b;
    }
    double determinant = ones * powers - both * both;
    double fixed = (one * powers - power * both) / determinant;
    double factor = (power * ones - one * both) / determinant;
    if (x.length < FEWEST_FOR_FIXED || !(fixed > 0) || !Double.isFinite(fixed)) {
      return new PowerLaw(0, power / powers, exponent);
    }
    return factor > 0 ? new PowerLaw(fixed, factor, exponent) : new PowerLaw(one / ones, 0, 0);
  }

  private double error(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double relative = at(x[i]) / y[i] - 1;
      sum += relative * relative;
    }
    return sum;
  }

  /** The cost at a place. */
  double at(double x) {
    return fixed + factor * Math.pow(x, exponent);
  }
}
