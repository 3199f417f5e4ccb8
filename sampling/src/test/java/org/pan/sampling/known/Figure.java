package org.pan.sampling.known;

import java.util.List;
import java.util.Locale;

/**
 * One figure of a comparison.
 *
 * @param name what was measured
 * @param value of what was sampled
 * @param reference the same of the truth: what chance alone gives, or what is aimed at
 * @param limit the most that the value may be; NaN where it is only shown
 * @param distance whether less is better, however little it is
 */
record Figure(String name, double value, double reference, double limit, boolean distance) {

  /** A distance of the sample from real patients, against that of two real samples. */
  static Figure distance(String name, double value, double chance, double factor) {
    return new Figure(name, value, chance, factor * chance, true);
  }

  /** A quantity that may be that far from the truth. */
  static Figure near(String name, double value, double truth, double tolerance) {
    return new Figure(name, value, truth, truth + tolerance, false);
  }

  /** A quantity that is only shown. */
  static Figure shown(String name, double value, double truth) {
    return new Figure(name, value, truth, Double.NaN, false);
  }

  /** The same figure of several samples, with the mean of their values. */
  static Figure mean(List<Figure> figures) {
    Figure first = figures.get(0);
    double value = figures.stream().mapToDouble(Figure::value).average().orElseThrow();
    return new Figure(first.name, value, first.reference, first.limit, first.distance);
  }

  /** Whether the value keeps to the limit: a distance below it, a quantity to either side. */
  boolean holds() {
    return Double.isNaN(limit) || (value <= limit && (distance || value >= 2 * reference - limit));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-34s %10.4f %10.4f %10.4f  %6.3f  %s",
        name,
        value,
        reference,
        limit,
        value / reference,
        Double.isNaN(limit) ? "" : holds() ? "holds" : "FAILS");
  }
}
