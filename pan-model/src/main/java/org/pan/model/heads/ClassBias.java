package org.pan.model.heads;

/**
 * Biases of classes with which a network's logits expect each as often as it came: the most likely
 * ones, by iterative proportional scaling, where {@value #PRIOR} rows speak for a bias of zero.
 */
final class ClassBias {

  private static final double PRIOR = 20;
  private static final int MOST_ROUNDS = 200;

  /** A round that changes no bias by more than this is the last. */
  private static final double SETTLED = 1e-3;

  private ClassBias() {}

  /**
   * Fits.
   *
   * @param logits by row, then class
   * @param target class by row
   * @param never which classes are out; their bias is 0
   */
  static float[] fit(float[] logits, int[] target, boolean[] never) {
    int size = never.length;
    double[] came = new double[size];
    for (int k : target) {
      came[k]++;
    }
    float[] fitted = new float[size];
    for (int k = 0; k < size; k++) {
      fitted[k] = never[k] ? SetLikelihood.OUT : 0;
    }
    Choice choice = new Choice(size);
    double[] p = new double[size];
    double change = 1;
    for (int round = 0; round < MOST_ROUNDS && change > SETTLED; round++) {
      double[] expected = new double[size];
      for (int r = 0; r < target.length; r++) {
        choice.probabilities(logits, r * size, size, fitted, 1, p);
        for (int k = 0; k < size; k++) {
          expected[k] += p[k];
        }
      }
      change = scale(fitted, came, expected, never);
    }
    for (int k = 0; k < size; k++) {
      fitted[k] = never[k] ? 0 : fitted[k];
    }
    return fitted;
  }

  /** One round; gives the largest change. */
  private static double scale(float[] fitted, double[] came, double[] expected, boolean[] never) {
    double change = 0;
    for (int k = 0; k < fitted.length; k++) {
      if (!never[k]) {
        double prior = PRIOR * Math.exp(fitted[k]);
        double step = Math.log((came[k] + PRIOR) / (expected[k] + prior));
        fitted[k] += (float) step;
        change = Math.max(change, Math.abs(step));
      }
    }
    return change;
  }
}
