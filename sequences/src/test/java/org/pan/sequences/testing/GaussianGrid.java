package org.pan.sequences.testing;

/**
 * Points and weights that integrate a smooth function against the standard normal density. The
 * trapezoid rule converges faster than any power of the spacing here.
 *
 * @param points the points
 * @param weights their weights; they sum to 1
 */
record GaussianGrid(double[] points, double[] weights) {

  private static final double REACH = 5;

  /** A grid of that many points; of the mean alone if the spread it stands for is 0. */
  static GaussianGrid of(double sd, int count) {
    if (sd == 0) {
      return new GaussianGrid(new double[1], new double[] {1});
    }
    double[] points = new double[count];
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      points[i] = REACH * (2.0 * i / (count - 1) - 1);
      weights[i] = Math.exp(-points[i] * points[i] / 2);
    }
    VisitHours.normalise(weights);
    return new GaussianGrid(points, weights);
  }
}
