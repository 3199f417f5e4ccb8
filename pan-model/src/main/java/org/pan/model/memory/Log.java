package org.pan.model.memory;

/** Logarithms of counts and lengths of time. */
final class Log {

  private static final double[] OF_COUNTS = new double[1 << 12];

  static {
    for (int n = 0; n < OF_COUNTS.length; n++) {
      OF_COUNTS[n] = onePlus((double) n);
    }
  }

  private Log() {}

  /**
   * {@code log(1 + x)} for x of at least 0, by the logarithm that the JVM has an intrinsic for:
   * {@link Math#log1p} takes twice as long, for digits of small x that no input has.
   */
  static double onePlus(double x) {
    return Math.log(1 + x);
  }

  /** The same of a count, looked up: counts are many, and small. */
  static double onePlus(int n) {
    return n < OF_COUNTS.length ? OF_COUNTS[n] : onePlus((double) n);
  }
}
