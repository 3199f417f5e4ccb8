package org.pan.sequences.encoding;

/** The distance of the grid on which numbers lie, such as 1 for whole numbers or 0.05. */
final class Grid {

  /** So many values must lie on the grid; the rest may be slips. */
  private static final double SHARE = 0.995;

  private static final double[] STEPS = {5, 2.5, 2, 1};

  private Grid() {}

  /**
   * The widest grid on which nearly all of these numbers lie, or 0 if there is none down to a
   * millionth.
   */
  static double detect(double[] values, long[] counts) {
    for (int exponent = 3; exponent >= -6; exponent--) {
      for (double step : STEPS) {
        // Divides for fractions: 5 / 100.0 is the double that reads 0.05, 5 * 0.01 is not.
        double grid = exponent < 0 ? step / Math.pow(10, -exponent) : step * Math.pow(10, exponent);
        if (holds(grid, values, counts)) {
          return grid;
        }
      }
    }
    return 0;
  }

  /** The first of these grids on which nearly all of the numbers lie, or 0. */
  static double detect(double[] candidates, double[] values, long[] counts) {
    for (double grid : candidates) {
      if (holds(grid, values, counts)) {
        return grid;
      }
    }
    return 0;
  }

  private static boolean holds(double grid, double[] values, long[] counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    long allowed = (long) ((1 - SHARE) * total);
    long off = 0;
    for (int i = 0; i < values.length && off <= allowed; i++) {
      double steps = values[i] / grid;
      // Numbers read from 32-bit floats are off by up to 6e-8 of themselves.
      double tolerance = Math.min(0.01, Math.max(1e-6, 1e-7 * Math.abs(steps)));
      if (Math.abs(steps - Math.rint(steps)) > tolerance) {
        off += counts[i];
      }
    }
    return off <= allowed;
  }

  /** The n-th point of a grid, as the double that its decimal reads. */
  static double point(double grid, double n) {
    double inverse = Math.rint(1 / grid);
    return grid < 1 && Math.abs(inverse * grid - 1) < 1e-9 ? n / inverse : n * grid;
  }
}
