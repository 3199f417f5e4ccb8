package org.pan.model.heads;

/** Draws from a softmax with log-weights, by inverting its distribution function. */
public final class Choice {

  private final double[] mass;
  private double rest;

  /**
   * @param largest the greatest number of classes it will be asked for
   */
  public Choice(int largest) {
    mass = new double[largest];
  }

  /**
   * Draws a class.
   *
   * @param logits holds the logits of the classes from {@code at} on
   * @param logWeights log-weight of each class, or null; below -1e8 a class is out
   * @param temperature divides the logits, not the weights
   * @param topP smallest share of the mass from which is drawn, the likeliest classes first; 1 for
   *     all
   * @param uniform in [0, 1)
   * @return the class, or -1 if all are out
   */
  public int draw(
      float[] logits,
      int at,
      int classes,
      float @org.jspecify.annotations.Nullable [] logWeights,
      double temperature,
      double topP,
      double uniform) {
    double total = masses(logits, at, classes, logWeights, temperature);
    if (total <= 0) {
      return -1;
    }
    if (topP < 1) {
      total = cut(classes, total, topP);
    }
    double left = uniform * total;
    int last = -1;
    rest = 1 - 1e-12;
    for (int k = 0; k < classes; k++) {
      if (mass[k] > 0) {
        last = k;
        if (left < mass[k]) {
          rest = Math.min(rest, left / mass[k]);
          return k;
        }
        left -= mass[k];
      }
    }
    return last;
  }

  /**
   * What the last draw left of its uniform number: itself uniform in [0, 1), whichever class was
   * drawn.
   */
  public double rest() {
    return rest;
  }

  /**
   * The probability of each class, as {@link #draw} would draw it at the given temperature, in
   * {@code into}.
   */
  public void probabilities(
      float[] logits,
      int at,
      int classes,
      float @org.jspecify.annotations.Nullable [] logWeights,
      double temperature,
      double[] into) {
    double total = masses(logits, at, classes, logWeights, temperature);
    for (int k = 0; k < classes; k++) {
      into[k] = total > 0 ? mass[k] / total : 0;
    }
  }

  /** The log of the sum of the exponentials of the logits and their weights; -infinity for none. */
  public double logTotal(float[] logits, int at, int classes, float[] logWeights) {
    double top = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      top = Math.max(top, (double) logits[at + k] + logWeights[k]);
    }
    double total = masses(logits, at, classes, logWeights, 1);
    return total <= 0 ? Double.NEGATIVE_INFINITY : top + Math.log(total);
  }

  private double masses(
      float[] logits,
      int at,
      int classes,
      float @org.jspecify.annotations.Nullable [] logWeights,
      double temperature) {
    double top = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      double logit = temperature == 1 ? logits[at + k] : logits[at + k] / temperature;
      double x = logit + (logWeights == null ? 0 : logWeights[k]);
      mass[k] = x;
      top = Math.max(top, x);
    }
    if (top < -1e8) {
      return 0;
    }
    double total = 0;
    for (int k = 0; k < classes; k++) {
      double x = mass[k] - top;
      mass[k] = x < -80 ? 0 : Math.exp(x);
      total += mass[k];
    }
    return total;
  }

  /**
   * Zeroes all but the likeliest classes that hold the share {@code topP} (Holtzman et al. 2020);
   * gives what is left.
   */
  private double cut(int classes, double total, double topP) {
    double[] sorted = java.util.Arrays.copyOf(mass, classes);
    java.util.Arrays.sort(sorted);
    double kept = 0;
    double threshold = 0;
    for (int k = classes - 1; k >= 0; k--) {
      kept += sorted[k];
      threshold = sorted[k];
      if (kept >= topP * total) {
        break;
      }
    }
    double left = 0;
    for (int k = 0; k < classes; k++) {
      if (mass[k] < threshold) {
        mass[k] = 0;
      }
      left += mass[k];
    }
    return left;
  }
}
