package org.pan.model.heads;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.pan.sequences.encoding.NumberCoding;

/**
 * A coding's distribution function and its inverse by class: the unit interval on which the value
 * head's histogram lies.
 */
public final class NumberScale {

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private final NumberCoding coding;
  private final double[] cumulative;

  public NumberScale(NumberCoding coding) {
    this.coding = coding;
    this.cumulative = new double[coding.size() + 1];
    double total = 0;
    for (int k = 0; k < coding.size(); k++) {
      total += coding.probability(k);
      cumulative[k + 1] = total;
    }
    for (int k = 1; k <= coding.size(); k++) {
      cumulative[k] /= total;
    }
    cumulative[coding.size()] = 1;
  }

  public NumberCoding coding() {
    return coding;
  }

  /** Where a class begins on the unit interval. */
  public double low(int k) {
    return cumulative[k];
  }

  /** Where a class ends on the unit interval. */
  public double high(int k) {
    return cumulative[k + 1];
  }

  /** Whether what is shown of the number, an atom or a grid point, has a probability of its own. */
  boolean hasMass(double number) {
    return coding.atom(classOf(number)) || pointShare(number) > 0;
  }

  /** The share of training numbers below the number, its own mass left out. */
  double below(double number) {
    int k = classOf(number);
    if (coding.atom(k)) {
      return low(k);
    }
    double x = coding.shown(number);
    double upTo = coding.share(k, Double.NEGATIVE_INFINITY, x);
    return low(k) + (high(k) - low(k)) * (upTo - pointShare(number));
  }

  /** The piece of the unit interval that comes back as this number. */
  Span span(double number) {
    int k = classOf(number);
    if (coding.atom(k)) {
      return new Span(low(k), high(k));
    }
    double upTo = coding.share(k, Double.NEGATIVE_INFINITY, coding.shown(number));
    return new Span(below(number), upTo >= 1 ? high(k) : low(k) + (high(k) - low(k)) * upTo);
  }

  /** The share of its class that shows this number: 1 in an atom, 0 where it is continuous. */
  double pointShare(double number) {
    int k = classOf(number);
    double x = coding.shown(number);
    return coding.atom(k) ? 1 : coding.grid() == 0 ? 0 : coding.share(k, x, x);
  }

  /** Log of the marginal density of a continuous number. */
  double logDensity(double number) {
    int k = classOf(number);
    return Math.log(high(k) - low(k)) + coding.logDensityInClass(number);
  }

  /** Log of the marginal probability of a number, of its density where it is continuous. */
  double logProbability(double number) {
    return hasMass(number) ? Math.log(span(number).width()) : logDensity(number);
  }

  private int classOf(double number) {
    return Math.max(0, coding.classOf(number));
  }

  /** The class that holds a place of the unit interval. */
  public int classAt(double u) {
    int found = java.util.Arrays.binarySearch(cumulative, u);
    int k = found >= 0 ? found : -found - 2;
    while (k < coding.size() - 1 && cumulative[k + 1] <= u) {
      k++;
    }
    return Math.max(0, Math.min(coding.size() - 1, k));
  }

  /** The number at a place of the unit interval. */
  public double valueAt(double u) {
    int k = classAt(u);
    double width = cumulative[k + 1] - cumulative[k];
    double inside = width <= 0 ? .5 : (u - cumulative[k]) / width;
    return coding.value(k, Math.max(0, Math.min(1 - 1e-12, inside)));
  }

  /** The standard normal quantile, clipped to ±5. */
  public static double normalQuantile(double u) {
    if (u <= 3e-7) {
      return -5;
    }
    return u >= 1 - 3e-7 ? 5 : NORMAL.inverseCumulativeProbability(u);
  }

  /** The standard normal distribution function. */
  public static double normal(double z) {
    return NORMAL.cumulativeProbability(z);
  }
}
