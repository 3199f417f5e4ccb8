package org.pan.sequences.profile;

import java.util.Arrays;

/**
 * How numbers are spread. The outermost are left out: they belong to single subjects.
 *
 * @param mean the mean
 * @param p5 the 5 % quantile
 * @param p25 the lower quartile
 * @param median the median
 * @param p75 the upper quartile
 * @param p95 the 95 % quantile
 */
public record Quantiles(double mean, double p5, double p25, double median, double p75, double p95) {

  /** Of numbers that are not empty. */
  static Quantiles of(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return new Quantiles(
        Arrays.stream(sorted).average().orElse(Double.NaN),
        at(sorted, 0.05),
        at(sorted, 0.25),
        at(sorted, 0.5),
        at(sorted, 0.75),
        at(sorted, 0.95));
  }

  /** The number below which this share of the sorted numbers lies. */
  static double at(double[] sorted, double share) {
    return sorted[
        (int) Math.min(sorted.length - 1L, Math.round(Math.floor(share * sorted.length)))];
  }
}
