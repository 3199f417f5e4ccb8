package org.pan.sequences.encoding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Erf;

/**
 * How the numbers of one code become classes and come back. Classes follow the numbers' order. An
 * <em>atom</em> holds one value; a bin holds a range, with a piecewise linear distribution function
 * inside. Where the numbers lie on a grid, a bin holds grid points only, each with the mass that
 * the distribution function has half a step to either side. Numbers beyond the bounds that enough
 * subjects show are pulled in.
 */
public final class NumberCoding {

  private static final double MAX_Z = 4;

  @JsonProperty private final long count;
  @JsonProperty private final double grid;
  @JsonProperty private final double low;
  @JsonProperty private final double high;
  @JsonProperty private final List<NumberClass> classes;

  /** Lower edges of the classes after the first. */
  private final double[] edges;

  /** The share of training values below each class. */
  private final double[] below;

  @JsonCreator
  NumberCoding(
      @JsonProperty("count") long count,
      @JsonProperty("grid") double grid,
      @JsonProperty("low") double low,
      @JsonProperty("high") double high,
      @JsonProperty("classes") List<NumberClass> classes) {
    this.count = count;
    this.grid = grid;
    this.low = low;
    this.high = high;
    this.classes = List.copyOf(classes);
    this.edges = classes.stream().skip(1).mapToDouble(NumberClass::from).toArray();
    this.below = new double[classes.size()];
    for (int k = 1; k < below.length; k++) {
      below[k] = below[k - 1] + classes.get(k - 1).share();
    }
  }

  /**
   * Fits a coding; {@code subject[i]} tells whose value {@code values[i]} is.
   *
   * @throws IllegalArgumentException if there is no value, or one is not finite
   */
  public static NumberCoding fit(double[] values, int[] subject, EncodingConfig config) {
    if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "A number coding is fitted to finite values, at least one.");
    }
    ValueCounts counts = ValueCounts.of(values, subject, config.protectBelow());
    return NumberCodingFit.fit(
        counts,
        NumberCodingFit.quantiles(counts, config),
        Grid.detect(counts.values(), counts.counts()),
        config.protectBelow());
  }

  /** The number of classes. */
  public int size() {
    return classes.size();
  }

  /** The class of a number; infinite ones go to the outer classes, NaN to -1. */
  public int classOf(double x) {
    if (Double.isNaN(x)) {
      return -1;
    }
    int at = Arrays.binarySearch(edges, x);
    return at < 0 ? -at - 1 : at + 1;
  }

  /** The share of training values in this class. */
  public double probability(int k) {
    return classes.get(k).share();
  }

  /** Whether the class holds one value only. */
  public boolean atom(int k) {
    return classes.get(k).value() != null;
  }

  /**
   * The value at quantile u in [0, 1) of this class, on the grid where there is one; never outside
   * of the class.
   */
  public double value(int k, double u) {
    return value(k, u, low, high);
  }

  /**
   * The value at quantile u in [0, 1) of the part of this class within [low, high]. An atom gives
   * its value; a bin that does not overlap gives the bound nearest to it.
   */
  public double value(int k, double u, double from, double to) {
    NumberClass held = classes.get(k);
    if (held.value() != null) {
      return held.value();
    }
    if (from == to) {
      return from;
    }
    double a = held.cumulative(bound(held, from, -1));
    double b = held.cumulative(bound(held, to, 1));
    double x = held.quantile(a + u * (b - a));
    double first = grid == 0 ? 1 : Math.max(firstPoint(held), Math.ceil(steps(from)));
    double last = grid == 0 ? 0 : Math.min(lastPoint(held), Math.floor(steps(to)));
    if (first > last) {
      double inside = Math.min(x, Math.nextDown(held.to()));
      return Math.min(Math.max(inside, Math.max(from, low)), Math.min(to, high));
    }
    return Grid.point(grid, Math.min(Math.max(Math.rint(x / grid), first), last));
  }

  /** The share of this class's mass that lies within [low, high]. */
  public double share(int k, double from, double to) {
    NumberClass held = classes.get(k);
    if (held.value() != null) {
      return held.value() >= from && held.value() <= to ? 1 : 0;
    }
    double a = bound(held, from, -1);
    double b = bound(held, to, 1);
    return Math.max(0, held.cumulative(b) - held.cumulative(a));
  }

  /**
   * What comes back of a number: the value of its atom, the nearest grid point of its bin, or where
   * there is no grid the number itself, pulled in to [low, high].
   */
  public double shown(double x) {
    NumberClass held = classes.get(Math.max(0, classOf(x)));
    if (held.value() != null) {
      return held.value();
    }
    double first = firstPoint(held);
    double last = lastPoint(held);
    return first > last
        ? clamp(x)
        : Grid.point(grid, Math.min(Math.max(Math.rint(x / grid), first), last));
  }

  /** The mid-distribution function in (0, 1): monotone, interpolated inside bins; NaN for NaN. */
  public double quantile(double x) {
    int k = classOf(x);
    if (k < 0) {
      return Double.NaN;
    }
    NumberClass held = classes.get(k);
    double inside = held.value() != null ? 0.5 : held.cumulative(x);
    double margin = 0.5 / count;
    return Math.min(Math.max(below[k] + inside * held.share(), margin), 1 - margin);
  }

  /** The mid-distribution function at the middle of a class. */
  public double midQuantile(int k) {
    return below[k] + probability(k) / 2;
  }

  /** The standard normal quantile of {@link #quantile}, clipped to [-4, 4]; NaN for NaN. */
  public double zScore(double x) {
    double z = Math.sqrt(2) * Erf.erfInv(2 * quantile(x) - 1);
    return Math.min(Math.max(z, -MAX_Z), MAX_Z);
  }

  /**
   * The log of x's probability given its class, in the number's own units: zero in an atom; the log
   * of the grid point's probability mass where there is a grid; else the log density.
   */
  public double logDensityInClass(double x) {
    NumberClass held = classes.get(Math.max(0, classOf(x)));
    if (held.value() != null) {
      return 0;
    }
    double first = firstPoint(held);
    double last = lastPoint(held);
    if (first > last) {
      return Math.log(held.density(x));
    }
    double n = Math.min(Math.max(Math.rint(x / grid), first), last);
    double a = n == first ? 0 : held.cumulative((n - 0.5) * grid);
    double b = n == last ? 1 : held.cumulative((n + 0.5) * grid);
    return Math.log(b - a);
  }

  /**
   * The distance of the grid on which the values lie (1 for whole numbers, 0.1, 0.05, ...), or 0
   * where there is none.
   */
  public double grid() {
    return grid;
  }

  /** The lowest number that comes back. */
  public double low() {
    return low;
  }

  /** The highest number that comes back. */
  public double high() {
    return high;
  }

  /** The number of training values. */
  public long count() {
    return count;
  }

  /** The number pulled in to [low, high]; NaN stays. */
  public double clamp(double x) {
    return x < low ? low : x > high ? high : x;
  }

  /**
   * Where a bin is cut for a bound: half a step beyond the outermost grid point inside, or at the
   * bound itself.
   */
  private double bound(NumberClass held, double at, int side) {
    double first = firstPoint(held);
    double last = lastPoint(held);
    if (first > last) {
      return at;
    }
    double n = side < 0 ? Math.ceil(steps(at)) : Math.floor(steps(at));
    if (side < 0) {
      return n <= first ? held.from() : n > last ? held.to() : (n - 0.5) * grid;
    }
    return n >= last ? held.to() : n < first ? held.from() : (n + 0.5) * grid;
  }

  /** A number in grid steps, freed of rounding error. */
  private double steps(double x) {
    double steps = x / grid;
    double nearest = Math.rint(steps);
    return Math.abs(steps - nearest) < 1e-6 ? nearest : steps;
  }

  /** The first grid point of a bin; beyond the last where it has none. */
  private double firstPoint(NumberClass held) {
    return grid == 0
        ? Double.POSITIVE_INFINITY
        : Math.ceil(Math.max(steps(held.from()), steps(low)));
  }

  private double lastPoint(NumberClass held) {
    return grid == 0
        ? Double.NEGATIVE_INFINITY
        : Math.min(Math.ceil(steps(held.to())) - 1, Math.floor(steps(high)));
  }
}
