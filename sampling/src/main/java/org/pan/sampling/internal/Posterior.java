package org.pan.sampling.internal;

/**
 * Static fields and traits as they may be given a past: candidates from the conditional of the
 * fields that are known, each with the likelihood of the past under it as its weight (sampling
 * importance resampling, Rubin 1988).
 *
 * @param classes of each candidate
 * @param numbers of each candidate
 * @param weights of each candidate; they sum to one
 */
record Posterior(int[][] classes, double[][] numbers, double[] weights) {

  /** The candidate at which the distribution function passes this number in [0, 1). */
  int at(double uniform) {
    double left = uniform;
    for (int c = 0; c < weights.length - 1; c++) {
      left -= weights[c];
      if (left < 0) {
        return c;
      }
    }
    return weights.length - 1;
  }

  /** Weights from their logarithms, up to a constant; equal where all are impossible. */
  static double[] normalised(double[] logWeights) {
    double top = java.util.Arrays.stream(logWeights).max().orElse(0);
    double[] weights = new double[logWeights.length];
    double total = 0;
    for (int c = 0; c < weights.length; c++) {
      weights[c] = Double.isFinite(top) ? Math.exp(logWeights[c] - top) : 1;
      total += weights[c];
    }
    for (int c = 0; c < weights.length; c++) {
      weights[c] /= total;
    }
    return weights;
  }
}
