package org.pan.sequences.encoding;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One class of a {@link NumberCoding}: the numbers in [from, to).
 *
 * @param from lower edge
 * @param to upper edge
 * @param share share of training values
 * @param value the one value of an atom, null for a bin
 * @param x knots of a bin's distribution function, from {@code from} to {@code to}; empty for an
 *     atom
 * @param cdf the distribution function at the knots, from 0 to 1; linear between them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record NumberClass(
    double from, double to, double share, @Nullable Double value, double[] x, double[] cdf) {

  private static final double[] NONE = {};

  @SuppressWarnings("NullAway") // JSON leaves the curve of an atom out
  NumberClass {
    x = x == null ? NONE : x;
    cdf = cdf == null ? NONE : cdf;
  }

  static NumberClass atom(double from, double to, double share, double value) {
    return new NumberClass(from, to, share, value, NONE, NONE);
  }

  /** The distribution function inside a bin; 0 below it and 1 above. */
  double cumulative(double at) {
    return interpolate(x, cdf, at);
  }

  /** The number at quantile u inside a bin. */
  double quantile(double u) {
    return interpolate(cdf, x, u);
  }

  /** The density of a bin at this number; outside of the bin that at its edge. */
  double density(double at) {
    int i = segment(x, at);
    return (cdf[i + 1] - cdf[i]) / (x[i + 1] - x[i]);
  }

  private static double interpolate(double[] from, double[] to, double at) {
    if (at <= from[0]) {
      return to[0];
    }
    if (at >= from[from.length - 1]) {
      return to[to.length - 1];
    }
    int i = segment(from, at);
    return to[i] + (to[i + 1] - to[i]) * ((at - from[i]) / (from[i + 1] - from[i]));
  }

  /** The segment between knots in which a number lies. */
  private static int segment(double[] knots, double at) {
    int i = 0;
    while (i < knots.length - 2 && at >= knots[i + 1]) {
      i++;
    }
    return i;
  }
}
