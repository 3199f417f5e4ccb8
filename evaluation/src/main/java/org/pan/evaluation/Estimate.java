package org.pan.evaluation;

/**
 * A value and its 95 % confidence interval.
 *
 * @param value the value; NaN where there is none
 * @param low lower end of the interval; NaN where none could be had
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {

  /** There is no value. */
  public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  /** A value without an interval. */
  public static Estimate of(double value) {
    return new Estimate(value, Double.NaN, Double.NaN);
  }
}
